import { once } from "node:events";
import { createServer, type AddressInfo, type Socket } from "node:net";

import { openPglite } from "../../prisma/engine/memory.mjs";

/**
 * Serves a PostgreSQL in memory, for as many clients as there are. It has one session, which a client has to
 * itself until its statement, or its transaction, is at its end.
 */
export async function servePglite() {
  const database = await openPglite();
  const sockets = new Set<Socket>();
  let turns = Promise.resolve();

  /** Waits for the session; whoever has it calls what is returned at the end. */
  async function takeTurn(): Promise<() => void> {
    const turn = Promise.withResolvers<void>();
    const before = turns;
    turns = turn.promise;
    await before;
    return turn.resolve;
  }

  async function serveClient(socket: Socket) {
    let endTurn: (() => void) | undefined;
    let hasFailed = false;
    try {
      for await (const message of messagesOf(socket)) {
        endTurn ??= await takeTurn();
        const isLast = endsStatement(message);
        // Messages between an error and the next Sync are ignored, as by a server.
        if (hasFailed && !isLast) continue;
        const response = await database.execProtocolRaw(message);
        hasFailed = !isLast && isReady(response);
        // PGlite is ready after each error. A client expects ReadyForQuery once, after Sync.
        socket.write(hasFailed ? response.subarray(0, -READY) : response);
        if (!isLast || !isIdle(response)) continue;
        endTurn();
        endTurn = undefined;
      }
    } finally {
      // A transaction ends with its connection.
      if (endTurn) await database.exec("ROLLBACK");
      endTurn?.();
    }
  }

  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    serveClient(socket).catch(() => socket.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `postgresql://postgres@127.0.0.1:${port}/postgres`,
    stop: async () => {
      server.close();
      for (const socket of sockets) socket.destroy();
      await database.close();
    },
  };
}

// https://www.postgresql.org/docs/current/protocol-message-formats.html

const SSL_REQUEST = 80877103;
const GSSENC_REQUEST = 80877104;

/** The messages of a client, one by one; what asks for encryption is declined. */
async function* messagesOf(socket: Socket): AsyncGenerator<Buffer> {
  let buffer = Buffer.alloc(0);
  // The first messages are a length and a content; those after them have a letter in front.
  let start = 0;
  for await (const chunk of socket) {
    buffer = Buffer.concat([buffer, chunk as Buffer]);
    while (buffer.length >= start + 4) {
      const end = start + buffer.readInt32BE(start);
      if (buffer.length < end) break;
      const message = buffer.subarray(0, end);
      buffer = buffer.subarray(end);
      const code = start === 0 ? message.readInt32BE(4) : 0;
      if (code === SSL_REQUEST || code === GSSENC_REQUEST) {
        socket.write("N");
        continue;
      }
      if (start === 1 && letterOf(message) === "X") return socket.end();
      start = 1;
      yield message;
    }
  }
}

/** Whether a message is answered with ReadyForQuery: Sync, a simple query, the first one. */
function endsStatement(message: Buffer): boolean {
  return ["S", "Q", "\0"].includes(letterOf(message));
}

/** The length of ReadyForQuery: a letter, the length of the rest, and the state of the transaction. */
const READY = 6;

/** Whether a response ends with ReadyForQuery. */
function isReady(response: Uint8Array): boolean {
  return response.at(-READY) === "Z".charCodeAt(0) && response.at(-2) === 5;
}

/** Whether a response that ends with ReadyForQuery is from outside of a transaction. */
function isIdle(response: Uint8Array): boolean {
  return response.at(-1) === "I".charCodeAt(0);
}

function letterOf(message: Buffer): string {
  return message.toString("latin1", 0, 1);
}
