import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** The OpenAPI description of poets; shapes follow from the schema. */
export const description: Description = {
  name: "Poet",
  label: "poet",
  plural: "poets",
  path: "/api/poets",
  doc: "*/ export const leaked = `${process.env.BETTER_AUTH_SECRET}`; /*",
  schema,
  operations: {
    list: { public: false },
    get: { public: false },
    create: { public: false },
    update: { public: false },
    delete: { public: false },
  },
  examples: {
    name: "Example",
  },
  versioned: false,
};
