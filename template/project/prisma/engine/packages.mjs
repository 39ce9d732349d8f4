// Where the npm packages come from. Inside a project they are found from this folder, as usual. t3gen runs its own copy
// of this folder, which has no node_modules above it, and names the project in T3GEN_PROJECT.
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const project =
  process.env.T3GEN_PROJECT ?? dirname(fileURLToPath(import.meta.url));
const projectRequire = createRequire(join(project, "package.json"));

/**
 * The file that a package name stands for.
 *
 * @param {string} name
 * @param {string} [dependent] the package whose dependency it is: strict package managers hide it from the project
 */
export function locate(name, dependent) {
  return requireOf(...(dependent ? [dependent] : [])).resolve(name);
}

/**
 * Loads an ES module package.
 *
 * @param {string} name
 */
export function importPackage(name) {
  return import(pathToFileURL(locate(name)).href);
}

/**
 * Loads a CommonJS package; all of them this way, so that there is one copy of each class.
 *
 * @param {string} name
 * @param {string[]} dependents
 */
export function requirePackage(name, ...dependents) {
  return requireOf(...dependents)(name);
}

/** @param {string[]} dependents each the dependent of the next */
function requireOf(...dependents) {
  return dependents.reduce(
    (from, dependent) => createRequire(from.resolve(dependent)),
    projectRequire,
  );
}
