import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** The OpenAPI description of badges; shapes follow from the schema. */
export const description: Description = {
  name: "Badge",
  label: "badge",
  plural: "badges",
  path: "/api/badges",
  doc: "",
  schema,
  operations: {
    list: { public: false },
    get: { public: false },
    create: { public: false },
    update: { public: false },
    delete: { public: false },
    bulk: { public: false },
  },
  examples: {
    text: "Example",
    rank: 1,
  },
  versioned: false,
};
