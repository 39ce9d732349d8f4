import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

import { env } from "~/env";
import { notFound } from "~/server/errors";
import { basePath } from "~/server/request";
import { type Answer } from "./responses";

/** Swagger UI, served from its npm package instead of a CDN. */
const folder = join(process.cwd(), "node_modules/swagger-ui-dist");

const types = {
  "swagger-ui-bundle.js": "text/javascript; charset=utf-8",
  "swagger-ui.css": "text/css; charset=utf-8",
  "start.js": "text/javascript; charset=utf-8",
} as const;

export const docsParams = z.strictObject({
  asset: z.enum(["swagger-ui-bundle.js", "swagger-ui.css", "start.js"]),
});

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>API</title>
    <link rel="stylesheet" href="${basePath}/api/docs/swagger-ui.css" />
  </head>
  <body>
    <div id="docs"></div>
    <script src="${basePath}/api/docs/swagger-ui-bundle.js"></script>
    <script src="${basePath}/api/docs/start.js"></script>
  </body>
</html>
`;

const start = `SwaggerUIBundle({
  dom_id: "#docs",
  url: "${basePath}/api/openapi.json",
  deepLinking: true,
  validatorUrl: null,
});
`;

/** Only scripts of this origin; the page has inline styles, and icons as data URLs. */
const policy = [
  "default-src 'none'",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "img-src 'self' data:",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
].join("; ");

/** The documentation page of the API. */
export function docsPage(): Response {
  assertShown();
  return new Response(page, {
    headers: {
      "Content-Security-Policy": policy,
      "Content-Type": "text/html; charset=utf-8",
    },
  });
}

/** Redirects the root to the documentation page. */
export async function toDocs(): Promise<Answer> {
  assertShown();
  return { status: 302, headers: { Location: `${basePath}/api/docs` } };
}

/** The assets of the page. */
export async function docsAsset(name: keyof typeof types): Promise<Response> {
  assertShown();
  const body =
    name === "start.js" ? start : await readFile(join(folder, name), "utf8");
  return new Response(body, { headers: { "Content-Type": types[name] } });
}

/** Hidden in production, unless API_DOCS is set. */
function assertShown() {
  if (env.API_DOCS ?? env.NODE_ENV !== "production") return;
  throw notFound();
}
