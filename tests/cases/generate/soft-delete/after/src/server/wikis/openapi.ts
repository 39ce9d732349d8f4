import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** The OpenAPI description of wikis; shapes follow from the schema. */
export const description: Description = {
  name: "Wiki",
  label: "wiki",
  plural: "wikis",
  path: "/api/wikis",
  doc: "Entries under one roof.",
  schema,
  operations: {
    list: { public: false },
    get: { public: false },
    create: { public: false },
    update: { public: false },
    delete: { public: false },
    restore: { public: false },
  },
  examples: {
    title: "Example",
  },
  versioned: true,
};
