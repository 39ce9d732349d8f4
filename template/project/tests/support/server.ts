import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";

/** How long a server may take to start, in milliseconds. */
const START_TIMEOUT = 30_000;

/** How each server is started, once it is built. */
const servers: Record<string, string[]> = {
  next: ["node_modules/next/dist/bin/next", "start"],
  standalone: ["--enable-source-maps", "dist/standalone.js"],
};

/** Starts what `npm start` starts on a free port; undefined if the tests name no server. */
export async function startServer(name: string | undefined) {
  if (!name) return undefined;
  const args = servers[name];
  if (!args) throw new Error(`There is no server "${name}".`);
  const port = String(await freePort());
  // Node itself, since whatever wraps it may not pass on the signal that ends it.
  const server = spawn(process.execPath, args, {
    env: {
      API_DOCS: "true",
      ...process.env,
      LOG_LEVEL: "silent",
      PORT: port,
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const ended = once(server, "exit");
  const url = `http://localhost:${port}`;
  try {
    await Promise.race([
      answering(url),
      ended.then(() => Promise.reject(new Error("The server did not start."))),
    ]);
  } catch (error) {
    // Nobody else would end it, and whoever reads what it prints would wait for that.
    server.kill();
    throw error;
  }

  return {
    url,
    stop: async () => {
      server.kill();
      await ended;
    },
  };
}

/** A port that nobody listens on, nor calls from. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

async function answering(url: string) {
  const deadline = Date.now() + START_TIMEOUT;
  while (Date.now() < deadline) {
    try {
      await fetch(`${url}/api/openapi.json`);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Error(`The server did not answer within ${START_TIMEOUT} ms.`);
}
