import { writeFileSync } from "node:fs";

import { openapi } from "~/server/openapi";

// npm run openapi: writes the OpenAPI document to a file, without a server.
writeFileSync("openapi.json", `${JSON.stringify(openapi(), null, 2)}\n`);
