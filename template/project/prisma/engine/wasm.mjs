// Prisma's schema engine as WebAssembly: the same Rust code as the native binary, from npm instead of a download.
import { readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { importPackage, locate } from "./packages.mjs";

const glueModule = "@prisma/schema-engine-wasm/schema_engine_bg";

/** @type {Promise<any> | undefined} */
let loaded;

/**
 * The `SchemaEngine` class of the module, instantiated once.
 */
export function loadSchemaEngine() {
  loaded ??= instantiate();
  return loaded;
}

async function instantiate() {
  const glue = await importPackage(glueModule);
  // The package exports its JavaScript only; the .wasm lies beside it.
  const binary = readFileSync(locate(glueModule).replace(/\.js$/, ".wasm"));
  // A run is too short for optimised code to pay: compiling it takes as long as all the rest, the end has to wait for it.
  setFlagsFromString("--no-wasm-tier-up");
  setFlagsFromString("--no-wasm-dynamic-tiering");
  const { instance } = await WebAssembly.instantiate(binary, {
    "./schema_engine_bg.js": glue,
  });
  glue.__wbg_set_wasm(instance.exports);
  /** @type {any} */ (instance.exports).__wbindgen_start?.();
  return glue.SchemaEngine;
}

/** @type {string | undefined} */
let panic;

// Without this hook, panics of the engine are reported as "unreachable" only.
globalThis.PRISMA_WASM_PANIC_REGISTRY = {
  /** @param {string} message */
  set_message(message) {
    panic = message;
  },
};

/**
 * The message of the last panic, which is cleared.
 */
export function takePanic() {
  const message = panic;
  panic = undefined;
  return message;
}
