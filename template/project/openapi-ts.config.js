import { existsSync, readFileSync } from "node:fs";

// npm run client: a typed client of the API, and hooks for TanStack Query where that is installed.
const hasQuery = existsSync("node_modules/@tanstack/react-query");
const { servers } = JSON.parse(readFileSync("openapi.json", "utf8"));

/** @type {import("@hey-api/openapi-ts").UserConfig} */
const config = {
  input: "openapi.json",
  output: { path: "src/client", postProcess: ["prettier"] },
  plugins: [
    // The base path, without the slash that paths begin with.
    {
      name: "@hey-api/client-fetch",
      baseUrl: servers[0].url.replace(/\/$/, ""),
    },
    ...(hasQuery ? /** @type {const} */ (["@tanstack/react-query"]) : []),
  ],
};

export default config;
