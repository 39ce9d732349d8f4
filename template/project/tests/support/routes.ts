import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

type Params = Record<string, string | string[]>;
type Handler = (
  request: Request,
  context: { params: Promise<Params> },
) => Promise<Response>;

/** The route files, `[id]` before `[...rest]` and after literal names, as Next orders them. */
const routes = readdirSync("src/app", { recursive: true, encoding: "utf8" })
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => /(^|\/)route\.ts$/.test(file))
  .sort((a, b) => (rank(a) < rank(b) ? -1 : 1))
  .map((file) => ({ file, pattern: patternOf(file) }));

function rank(file: string): string {
  return file.replaceAll("[...", "\uffff").replaceAll("[", "\ufffe");
}

/** `/api/orders/[id]` as a pattern; the groups of routes, such as `(shop)`, are not in paths. */
function patternOf(file: string): RegExp {
  const parts = file.split("/").slice(0, -1);
  const pattern = parts
    .filter((part) => !part.startsWith("("))
    .map((part) => {
      const [, rest, name] = /^\[(\.\.\.)?(.+)\]$/.exec(part) ?? [];
      if (!name) return `/${part.replace(/\W/g, "\\$&")}`;
      return rest ? `/(?<rest_${name}>.+)` : `/(?<one_${name}>[^/]+)`;
    });
  return new RegExp(`^${pattern.join("") || "/"}$`);
}

/** Answers a request by the handler of its route file, in this process. */
export async function handle(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  for (const { file, pattern } of routes) {
    const match = pattern.exec(pathname);
    if (!match) continue;
    const { href } = pathToFileURL(resolve("src/app", file));
    const handlers = (await import(href)) as Record<string, Handler>;
    const handler = handlers[request.method];
    const params = Promise.resolve(paramsOf(match.groups ?? {}));
    if (handler) return handler(request, { params });
  }
  throw new Error(`No route serves ${request.method} ${pathname}.`);
}

function paramsOf(groups: Record<string, string>): Params {
  const entries = Object.entries(groups).map(([group, text]) => {
    const parts = text.split("/").map(decodeURIComponent);
    const isRest = group.startsWith("rest_");
    return [group.replace(/^\w+?_/, ""), isRest ? parts : (parts[0] ?? "")];
  });
  return Object.fromEntries(entries) as Params;
}
