import { writeFileSync } from "node:fs";

import { openapi } from "~/server/openapi";

// npm run openapi: the description as a file, for tools that read one. It needs no server.
writeFileSync("openapi.json", `${JSON.stringify(openapi(), null, 2)}\n`);
