import { readdirSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { getRequestListener } from "@hono/node-server";

import { problem } from "~/server/http/problem";
import { db } from "~/server/db";
import { AppError, notFound } from "~/server/errors";
import { startJobs, stopJobs } from "~/server/jobs/queue";
import { log } from "~/server/log";

/**
 * The same route files on plain `node:http`, without Next: about three times its throughput, for a
 * deployment that serves nothing but the API. `npm run start:standalone`
 */

type Params = Record<string, string | string[]>;
type Handler = (
  request: Request,
  context: { params: Promise<Params> },
) => Promise<Response>;
type Route = {
  segments: string[];
  handlers: Record<string, Handler | undefined>;
};

const app = join(import.meta.dirname, "../app");

/** Every route file below src/app, the most specific first, as Next orders them. */
async function loadRoutes(): Promise<Route[]> {
  const files = readdirSync(app, { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => file.endsWith("/route.ts"));
  const routes = await Promise.all(
    files.map(async (file): Promise<Route> => {
      const handlers = (await import(
        pathToFileURL(join(app, file)).href
      )) as Route["handlers"];
      const segments = file.split("/").slice(0, -1);
      return {
        segments: segments.filter((part) => !part.startsWith("(")),
        handlers,
      };
    }),
  );
  return routes.sort((a, b) => rank(a).localeCompare(rank(b)));
}

/** Sorts a fixed part before `[id]`, and that before `[...rest]`. */
function rank({ segments }: Route): string {
  return segments
    .map((part) =>
      part.startsWith("[...") ? "2" : part.startsWith("[") ? "1" : `0${part}`,
    )
    .join("/");
}

/** The parameters of a path that the route serves, else null. */
function match({ segments }: Route, path: string[]): Params | null {
  const params: Params = {};
  for (const [index, segment] of segments.entries()) {
    const rest = /^\[\.\.\.(.+)\]$/.exec(segment)?.[1];
    const name = /^\[([^.].*)\]$/.exec(segment)?.[1];
    const part = path[index];
    if (part === undefined) return null;
    if (rest !== undefined) return { ...params, [rest]: path.slice(index) };
    if (name !== undefined) params[name] = part;
    else if (part !== segment) return null;
  }
  return path.length === segments.length ? params : null;
}

function pathOf(request: Request): string[] {
  const parts = new URL(request.url).pathname.split("/").filter(Boolean);
  try {
    return parts.map(decodeURIComponent);
  } catch (cause) {
    throw new AppError("malformed", "The path is not UTF-8.", [], { cause });
  }
}

async function dispatch(routes: Route[], request: Request): Promise<Response> {
  const path = pathOf(request);
  for (const route of routes) {
    const params = match(route, path);
    if (!params) continue;
    const { HEAD, GET, ...others } = route.handlers;
    const handlers: Route["handlers"] = { ...others, GET, HEAD: HEAD ?? GET };
    const handler = handlers[request.method];
    if (handler) return handler(request, { params: Promise.resolve(params) });
  }
  return problem(notFound(), request);
}

const routes = await loadRoutes();
startJobs().catch((err: unknown) => log.error({ err }, "No jobs yet."));
const listener = getRequestListener(async (request) => {
  try {
    return await dispatch(routes, request);
  } catch (error) {
    return problem(error, request);
  }
});
const server = createServer((incoming, outgoing) => {
  void listener(incoming, outgoing);
});

server.listen(Number(process.env.PORT ?? 3000), () => {
  const address = server.address();
  const port = typeof address === "object" ? address?.port : address;
  console.log(`Listening on http://localhost:${port}`);
});

/** Requests under way are answered, jobs end, then the database is let go. */
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    server.close(() => void end());
    server.closeIdleConnections();
  });
}

async function end() {
  await stopJobs();
  await db.$disconnect();
  process.exit(0);
}
