// t3gen makes the next migration from the schema that the last one leads to, and keeps that schema beside each migration.
// Prisma's own `migrate dev` knows nothing of it, so this does it there.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, sep } from "node:path";

/**
 * Gives a snapshot to the migration that `migrate dev` makes, when this process is one.
 *
 * @param {string} root the project
 */
export function keepSnapshots(root) {
  const isMigrateDev = ["migrate", "dev"].every((word) =>
    process.argv.includes(word),
  );
  if (!isMigrateDev) return;
  const before = migrationsIn(root);
  const last = snapshotIn(root, before.at(-1));
  // Which names have been exchanged: the next snapshot has to tell it too.
  const note = /^\/\/ exchanged: .*\n/m.exec(last)?.[0] ?? "";
  process.once("exit", () => {
    for (const name of migrationsIn(root)) {
      if (before.includes(name)) continue;
      const folder = join(root, "prisma/migrations", name);
      const script = readFileSync(join(folder, "migration.sql"), "utf8");
      const schema = withChecksOf(last, snapshotOf(schemaIn(root)), script);
      // Which migration it follows; Prisma has replayed everything before it.
      const origin = `// replayed after ${before.at(-1) ?? "nothing"}\n`;
      writeFileSync(join(folder, "schema.snapshot"), origin + note + schema);
    }
  });
}

/**
 * @param {string} root
 * @param {string | undefined} name the migration
 */
function snapshotIn(root, name) {
  const file = join(root, "prisma/migrations", name ?? "", "schema.snapshot");
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

const model = /^model (\w+) \{\n([^]*?)^\}/gm;
const check = /^[ \t]*\/\/ @@check\(.*\n/gm;

/** @param {string} body the lines of a model */
function checksIn(body) {
  return (body.match(check) ?? []).join("");
}

/**
 * A schema with the checks that the database has: `migrate dev` adds none, and loses those of tables that it rebuilds.
 *
 * @param {string} last the schema before
 * @param {string} schema the schema after
 * @param {string} script the migration
 */
function withChecksOf(last, schema, script) {
  /** @type {Map<string, string>} */
  const checks = new Map();
  for (const [, name = "", body = ""] of last.matchAll(model)) {
    checks.set(name, checksIn(body));
  }
  return schema.replace(
    model,
    (block, /** @type {string} */ name, /** @type {string} */ body) => {
      const table = /@@map\("([^"]+)"\)/.exec(body)?.[1] ?? name;
      const isRebuilt = script.includes(`DROP TABLE "${table}"`);
      const kept = isRebuilt ? "" : (checks.get(name) ?? "");
      if (kept === checksIn(body)) return block;
      return `model ${name} {\n${body.replace(check, "")}${kept}}`;
    },
  );
}

/**
 * A schema of several files as one text: it is valid Prisma again.
 *
 * @param {{ path: string, content: string }[]} files paths from the project's root, with slashes
 */
function snapshotOf(files) {
  return files
    .sort(byDepthAndName)
    .map(({ path, content }) => `// ${path}\n\n${tidy(content)}\n`)
    .join("\n");
}

/** @param {string} text */
function tidy(text) {
  return text.replaceAll("\r\n", "\n").trim();
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

/** @param {string} root */
function schemaIn(root) {
  return readdirSync(join(root, "prisma"), { recursive: true })
    .map((path) => join("prisma", String(path)))
    .filter((path) => path.endsWith(".prisma"))
    .map((path) => ({
      path: path.split(sep).join("/"),
      content: readFileSync(join(root, path), "utf8"),
    }));
}

/** @param {string} root */
function migrationsIn(root) {
  const folder = join(root, "prisma/migrations");
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}
