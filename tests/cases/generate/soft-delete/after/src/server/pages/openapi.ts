import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** How the API describes pages. What they look like comes from the schema. */
export const description: Description = {
  name: "Page",
  label: "page",
  plural: "pages",
  path: "/api/pages",
  doc: "A page, gone with its wiki and back with it.",
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
