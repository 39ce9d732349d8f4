// A schema of several files as one text, in the form in which t3gen keeps it beside each migration.

/**
 * @param {{ path: string, content: string }[]} files paths from the project's root, with slashes
 */
export function snapshotOf(files) {
  return [...files]
    .sort(byDepthAndName)
    .map(
      (file) =>
        `// ${file.path}\n\n${file.content.replaceAll("\r\n", "\n").trim()}\n`,
    )
    .join("\n");
}

/**
 * The file that holds the datasource comes before the models.
 *
 * @param {{ path: string }} a
 * @param {{ path: string }} b
 */
function byDepthAndName(a, b) {
  const depth = a.path.split("/").length - b.path.split("/").length;
  return depth || (a.path < b.path ? -1 : 1);
}
