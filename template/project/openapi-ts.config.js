import { existsSync } from "node:fs";

// npm run client: a typed client of the API, and hooks for TanStack Query where that is installed.
const hasQuery = existsSync("node_modules/@tanstack/react-query");

/** @type {import("@hey-api/openapi-ts").UserConfig} */
const config = {
  input: "openapi.json",
  output: { path: "src/client", postProcess: ["prettier"] },
  plugins: [
    "@hey-api/client-fetch",
    ...(hasQuery ? /** @type {const} */ (["@tanstack/react-query"]) : []),
  ],
};

export default config;
