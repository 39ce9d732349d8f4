import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** The OpenAPI description of files; shapes follow from the schema. */
export const description: Description = {
  name: "File",
  label: "file",
  plural: "files",
  path: "/api/files",
  doc: "Its room steps aside for src/server/files.",
  schema,
  operations: {
    list: { public: false },
    get: { public: false },
    create: { public: false },
    update: { public: false },
    delete: { public: false },
  },
  examples: {
    response: "Example",
  },
  versioned: false,
};
