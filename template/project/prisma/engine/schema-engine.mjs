#!/usr/bin/env node
// Stands in for Prisma's native schema engine, which would have to be downloaded: same arguments, same JSON-RPC over
// stdio, served by the same Rust code as WebAssembly. prisma.config.ts chooses it where there is no native engine.
import { writeSync } from "node:fs";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { canConnect, createDatabase, dropDatabase } from "./cli.mjs";
import { Session } from "./engine.mjs";

const { values: options, positionals } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: {
    datamodels: { type: "string", multiple: true, short: "d" },
    datasource: { type: "string" },
    "enabled-preview-features": { type: "string" },
    "extension-types": { type: "string" },
    version: { type: "boolean" },
  },
});

/** @type {import("./adapters.mjs").Datasource} */
const datasource = JSON.parse(String(options.datasource ?? "{}"));

// Prisma's CLI parses every line of stderr as JSON.
process.removeAllListeners("warning");

if (options.version) {
  console.log("schema-engine-cli wasm");
} else if (positionals[0] === "cli") {
  await runCommand(positionals[1]);
} else {
  serve();
}

/** @param {string | undefined} name */
async function runCommand(name) {
  const commands = {
    "can-connect-to-database": canConnect,
    "create-database": createDatabase,
    "drop-database": dropDatabase,
  };
  try {
    await commands[/** @type {keyof typeof commands} */ (name)](
      datasource.url ?? "",
    );
    process.exit(0);
  } catch (error) {
    const { code, message } =
      /** @type {import("./adapters.mjs").EngineError} */ (error);
    log("INFO", { message: "Starting schema engine CLI" });
    log("ERROR", {
      is_panic: false,
      error_code: code ?? "",
      message,
      meta: {},
    });
    process.exit(1);
  }
}

/**
 * The CLI skips the first line of stderr and looks for an error with this very target in the others.
 *
 * @param {string} level
 * @param {object} fields
 */
function log(level, fields) {
  writeSync(
    2,
    `${JSON.stringify({ level, target: "schema_engine::logger", fields })}\n`,
  );
}

function serve() {
  let printed = 0;
  const session = new Session({
    schemaPaths: /** @type {string[]} */ (options.datamodels ?? []),
    datasource,
    print: (content) =>
      send({ id: ++printed, method: "print", params: { content } }),
  });
  const stop = async () => {
    await session.close();
    process.exit(0);
  };
  // The CLI ends the engine with a signal as soon as it has its last answer.
  process.once("SIGTERM", stop);
  let queue = Promise.resolve();
  createInterface({ input: process.stdin })
    .on("line", (line) => {
      const request = line.trim() && JSON.parse(line);
      // Lines without a method are answers to what was printed.
      if (request?.method) queue = queue.then(() => answer(session, request));
    })
    .on("close", () => queue.then(stop));
}

/**
 * @param {Session} session
 * @param {{ id: number, method: string, params: unknown }} request
 */
async function answer(session, { id, method, params }) {
  try {
    send({ id, result: await session.call(method, params) });
  } catch (error) {
    const {
      isPanic = false,
      message,
      code = null,
      meta = {},
    } = /** @type {any} */ (error);
    const data = { is_panic: isPanic, message, meta, error_code: code };
    send({
      id,
      error: {
        code: 4466,
        message: "An error happened. Check the data field for details.",
        data,
      },
    });
  }
}

/** @param {object} message */
function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
}
