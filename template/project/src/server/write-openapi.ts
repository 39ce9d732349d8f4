import { readdirSync, writeFileSync } from "node:fs";

import { type RouteFiles } from "~/server/http/openapi";
import { openapi, setRouteFiles } from "~/server/openapi";

// npm run openapi: writes the OpenAPI document to a file, without a server.
const files = readdirSync("src/app", { recursive: true, encoding: "utf8" })
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => /(^|\/)route\.ts$/.test(file))
  .sort();
const modules = files.map(async (file) => {
  const exports = (await import(`../app/${file}`)) as RouteFiles[string];
  return [file, exports] as const;
});

setRouteFiles(Object.fromEntries(await Promise.all(modules)));
const json = JSON.stringify(await openapi(), null, 2);
writeFileSync("openapi.json", `${json}\n`);
