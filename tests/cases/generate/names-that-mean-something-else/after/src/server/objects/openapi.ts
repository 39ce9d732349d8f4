import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** The OpenAPI description of objects; shapes follow from the schema. */
export const description: Description = {
  name: "Object",
  label: "object",
  plural: "objects",
  path: "/api/objects",
  doc: "",
  schema,
  operations: {
    list: { public: false },
    get: { public: false },
    create: { public: false },
    update: { public: false },
    delete: { public: false },
  },
  examples: {
    record: "Example",
    symbol: 1,
  },
  versioned: false,
};
