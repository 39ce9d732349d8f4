// Databases in memory, each on a port of its own. A line of input asks for one, empty or like another one, or ends one:
//   open NAME / copy NAME OTHER / drop NAME
// Each lives in a thread of its own, which gives its memory back when it ends.
import { once } from "node:events";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import {
  isMainThread,
  parentPort,
  Worker,
  workerData,
} from "node:worker_threads";

const packages = process.argv[2];

if (isMainThread) await answer();
else await serve();

async function answer() {
  const threads = new Map();
  const start = async (name, files) => {
    const thread = new Worker(new URL(import.meta.url), {
      argv: [packages],
      workerData: files,
    });
    threads.set(name, thread);
    const [port] = await once(thread, "message");
    return port;
  };
  const dump = async (name) => {
    threads.get(name).postMessage("dump");
    const [files] = await once(threads.get(name), "message");
    return files;
  };
  const drop = async (name) => {
    await threads.get(name).terminate();
    threads.delete(name);
    return "dropped";
  };

  await start("", null);
  const empty = await dump("");
  await drop("");
  const deeds = {
    open: (name) => start(name, empty),
    copy: async (name, other) => start(name, await dump(other)),
    drop,
  };
  for await (const line of createInterface({ input: process.stdin })) {
    const [deed, ...names] = line.split(" ");
    console.log(await deeds[deed](...names));
  }
  process.exit();
}

async function serve() {
  const require = createRequire(`${packages}/`);
  const { PGlite } = require("@electric-sql/pglite");
  const { PGLiteSocketServer } = require("@electric-sql/pglite-socket");
  const { pg_trgm } = require("@electric-sql/pglite/contrib/pg_trgm"); // searches need it
  const loadDataDir = workerData ? new Blob([workerData]) : undefined;
  const db = await PGlite.create({ loadDataDir, extensions: { pg_trgm } });
  const server = new PGLiteSocketServer({ db, port: 0, maxConnections: 10 });
  await server.start();
  parentPort.on("message", async () => {
    const files = await db.dumpDataDir("none");
    parentPort.postMessage(await files.arrayBuffer());
  });
  parentPort.postMessage(server.getServerConn().split(":").at(-1));
}
