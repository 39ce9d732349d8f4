import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** How the API describes objects. What they look like comes from the schema. */
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
