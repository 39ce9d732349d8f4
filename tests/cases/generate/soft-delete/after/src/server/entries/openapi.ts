import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** How the API describes entries. What they look like comes from the schema. */
export const description: Description = {
  name: "Entry",
  label: "entry",
  plural: "entries",
  path: "/api/entries",
  doc: "An entry, gone with its wiki and back with it.",
  schema,
  operations: {
    list: { public: false },
    get: { public: false },
    create: { public: false },
    update: { public: false },
    delete: { public: false },
    restore: { public: false },
  },
  versioned: false,
};
