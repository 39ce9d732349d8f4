// Databases in memory, each on a port of its own. A line of input asks for one, empty or like another one, or ends one:
//   open NAME / copy NAME OTHER / drop NAME
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const require = createRequire(`${process.argv[2]}/`);
const { PGlite } = require("@electric-sql/pglite");
const { PGLiteSocketServer } = require("@electric-sql/pglite-socket");

const open = new Map();
const empty = await PGlite.create();

async function serve(name, db) {
  const server = new PGLiteSocketServer({ db, port: 0, maxConnections: 10 });
  await server.start();
  open.set(name, { db, server });
  return server.getServerConn().split(":").at(-1);
}

const deeds = {
  open: async (name) => serve(name, await empty.clone()),
  copy: async (name, other) => serve(name, await open.get(other).db.clone()),
  drop: async (name) => {
    const { db, server } = open.get(name);
    open.delete(name);
    await server.stop();
    await db.close();
    return "dropped";
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const [deed, ...names] = line.split(" ");
  console.log(await deeds[deed](...names));
}
