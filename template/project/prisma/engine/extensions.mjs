// PostgreSQL's extensions: the engine does not see those of a replayed history, and would create them again.

/**
 * @typedef {{ path: string, content: string }} SchemaFile
 */

/**
 * The files of a schema without the extensions that migrations create.
 *
 * @param {SchemaFile[]} files
 * @param {{ script: string }[]} migrations
 * @returns {SchemaFile[]}
 */
export function withoutCreatedExtensions(files, migrations) {
  const made = new Set(
    migrations.flatMap(({ script }) =>
      [...script.matchAll(creation)].map(([, name]) => name),
    ),
  );
  if (made.size === 0) return files;
  return files.map(({ path, content }) => ({
    path,
    content: content.replace(
      listing,
      (_, before, names) =>
        `${before}[${split(names)
          .filter((name) => !made.has(nameIn(name)))
          .join(", ")}]`,
    ),
  }));
}

const creation = /CREATE\s+EXTENSION\s+(?:IF\s+NOT\s+EXISTS\s+)?"?([\w-]+)/gi;
const listing = /^([ \t]*extensions\s*=\s*)\[([^\]]*)\]/gm;

/**
 * Splits `a, b(map: "c", version: "1")` at top-level commas.
 *
 * @param {string} names
 */
function split(names) {
  return names.match(/\w+\s*(\([^)]*\))?/g) ?? [];
}

/** @param {string} entry */
function nameIn(entry) {
  return /map:\s*"([^"]+)"/.exec(entry)?.[1] ?? /\w+/.exec(entry)?.[0];
}
