import { randomUUID } from "node:crypto";
import { createServer, STATUS_CODES } from "node:http";
import { type Duplex } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { getRequestListener, type HttpBindings } from "@hono/node-server";

import { noteAddresses } from "~/server/http/address";
import { problem } from "~/server/http/problem";
import { responseTo } from "~/server/http/responses";
import { setRouteFiles } from "~/server/http/routes";
import { pathOf } from "~/server/http/url";
import { db } from "~/server/db";
import { notFound } from "~/server/errors";
import { assertReady, startShutdown } from "~/server/health";
import { startJobs, stopJobs } from "~/server/jobs/queue";
import { log } from "~/server/log";

type Value = string | string[];
type Params = Record<string, Value>;
type Handler = (
  request: Request,
  context: { params: Promise<Params> },
) => Promise<Response>;
type Handlers = Record<string, Handler | undefined>;
type Part = { kind: "fixed" | "one" | "rest"; text: string };
type Route = { parts: Part[]; handlers: Handlers };

/** Timeouts for the headers, and for the whole request, in milliseconds. */
const HEADERS_TIMEOUT = 10_000;
const REQUEST_TIMEOUT = 60_000;

/** The keep-alive timeout, in milliseconds: longer than that of load balancers. */
const KEEP_ALIVE = 65_000;

/** How long an early response waits for the body, and for how long the rest of it is read, in milliseconds. */
const BODY_WAIT = 20;
const BODY_LINGER = 5_000;

/**
 * Graceful shutdown: how long requests are still accepted, and how long open ones may take, in
 * milliseconds.
 */
const DRAIN_DELAY = 1_000;
const SHUTDOWN_TIMEOUT = 20_000;

/**
 * Serves route files on plain `node:http`, without Next, for a deployment of the API alone.
 * `esbuild.config.js` bundles this with all of them: `npm run build:standalone`, `npm run serve`
 *
 * @param files What each exports, by its path below src/app.
 */
export async function serve(files: Record<string, Handlers>) {
  noteAddresses();
  setRouteFiles(files);
  startJobs().catch((err: unknown) => log.error({ err }, "No jobs yet."));
  // Warms up the database connection.
  await assertReady().catch((err: unknown) =>
    log.error({ err }, "The database did not answer at start."),
  );

  const routes = routesOf(files);
  const answer = async (request: Request) => {
    try {
      return await dispatch(routes, request);
    } catch (error) {
      return responseTo(request, problem(error, request));
    }
  };
  const listener = getRequestListener(async (request, bindings) => {
    const response = await answer(request);
    const exchange = bindings as HttpBindings;
    // Many clients send a short body with the headers.
    if (!exchange.incoming.complete) await sleep(BODY_WAIT);
    if (!exchange.incoming.complete) closeSlowly(exchange);
    return response;
  });
  const timeouts = {
    headersTimeout: HEADERS_TIMEOUT,
    requestTimeout: REQUEST_TIMEOUT,
    connectionsCheckingInterval: HEADERS_TIMEOUT / 2,
    keepAliveTimeout: KEEP_ALIVE,
  };
  let stopping = false;
  let openRequests = 0;
  const server = createServer(timeouts, (incoming, outgoing) => {
    openRequests++;
    outgoing.once("close", () => openRequests--);
    // While stopping, each response closes its connection.
    if (stopping) outgoing.setHeader("Connection", "close");
    void listener(incoming, outgoing);
  });
  server.on("clientError", refuseMalformed);

  server.listen(Number(process.env.PORT ?? 3000), () => {
    const address = server.address();
    const port = typeof address === "object" ? address?.port : address;
    console.log(`Listening on http://localhost:${port}`);
  });

  /** Finishes open requests and jobs, then disconnects from the database. */
  const stop = async () => {
    startShutdown();
    stopping = true;
    await sleep(DRAIN_DELAY);
    server.close(() => void end());
    // Idle keep-alive connections, and those that were never used, have to be closed.
    setInterval(() => {
      if (openRequests === 0) server.closeAllConnections();
      else server.closeIdleConnections();
    }, 50).unref();
    setTimeout(() => server.closeAllConnections(), SHUTDOWN_TIMEOUT).unref();
  };
  process.once("SIGINT", () => void stop());
  process.once("SIGTERM", () => void stop());
}

async function end() {
  await stopJobs();
  await db.$disconnect();
  process.exit(0);
}

/**
 * Closes the connection after this response, but first reads and discards the rest of the body for a while:
 * closing with unread bytes resets the connection, and the response is lost.
 */
function closeSlowly({ incoming, outgoing }: HttpBindings) {
  const { socket } = incoming;
  const close = socket.destroySoon.bind(socket);
  outgoing.setHeader("Connection", "close");
  socket.destroySoon = () => {
    socket.end();
    if (incoming.readableEnded) return close();
    incoming.once("end", close);
    setTimeout(close, BODY_LINGER).unref();
    // A reader of the first part would block the rest.
    incoming.removeAllListeners("data");
    incoming.resume();
  };
}

/** All routes, the most specific first, as in Next; GET serves HEAD. */
function routesOf(files: Record<string, Handlers>): Route[] {
  const routes = Object.entries(files).map(([file, handlers]): Route => {
    const folders = file.split("/").slice(0, -1);
    return {
      parts: folders.filter((name) => !name.startsWith("(")).map(partOf),
      handlers: { HEAD: handlers.GET, ...handlers },
    };
  });
  return routes.sort((a, b) => rank(a).localeCompare(rank(b)));
}

/** Parses a folder: `orders` is literal, `[id]` matches one segment, `[...rest]` all remaining ones. */
function partOf(folder: string): Part {
  if (!folder.startsWith("[")) return { kind: "fixed", text: folder };
  const isRest = folder.startsWith("[...");
  return {
    kind: isRest ? "rest" : "one",
    text: folder.slice(isRest ? 4 : 1, -1),
  };
}

/** A sort key: literal segments before `[id]`, and that before `[...rest]`. */
function rank({ parts }: Route): string {
  const order = { fixed: "0", one: "1", rest: "2" };
  return parts
    .map(({ kind, text }) => order[kind] + (kind === "fixed" ? text : ""))
    .join("/");
}

/** The parameters of a path; null if the route does not match. */
function match({ parts }: Route, path: string[]): Params | null {
  const isOpen = parts.at(-1)?.kind === "rest";
  const most = isOpen ? Infinity : parts.length;
  if (path.length < parts.length || path.length > most) return null;
  const fits = ({ kind, text }: Part, at: number) =>
    kind !== "fixed" || text === path[at];
  if (!parts.every(fits)) return null;
  const named = parts.flatMap(({ kind, text }, at): [string, Value][] => {
    if (kind === "fixed") return [];
    return [[text, kind === "rest" ? path.slice(at) : (path[at] ?? "")]];
  });
  return Object.fromEntries(named);
}

async function dispatch(routes: Route[], request: Request): Promise<Response> {
  const path = pathOf(request);
  for (const route of routes) {
    const params = match(route, path);
    const handler = params && route.handlers[request.method];
    if (handler) return handler(request, { params: Promise.resolve(params) });
  }
  throw notFound();
}

/** Malformed HTTP never becomes a request: answers it with problem+json. */
function refuseMalformed(error: NodeJS.ErrnoException, socket: Duplex) {
  if (!socket.writable || error.code === "ECONNRESET") return socket.destroy();
  const isLong = error.code === "HPE_HEADER_OVERFLOW";
  const status = isLong
    ? 431
    : error.code === "ERR_HTTP_REQUEST_TIMEOUT"
      ? 408
      : 400;
  const body = JSON.stringify({
    type: "about:blank",
    title: "malformed",
    status,
    detail: isLong ? "The headers are too long." : "This is not HTTP.",
    code: "malformed",
    requestId: randomUUID(),
    errors: [],
  });
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    "Content-Type: application/problem+json",
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Connection: close",
  ];
  return socket.end(`${lines.join("\r\n")}\r\n\r\n${body}`);
}
