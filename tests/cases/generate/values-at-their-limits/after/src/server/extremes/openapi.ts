import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** How the API describes extremes. What they look like comes from the schema. */
export const description: Description = {
  name: "Extreme",
  label: "extreme",
  plural: "extremes",
  path: "/api/extremes",
  doc: "A value of each type; what goes in has to come out.",
  schema,
  operations: {
    list: { public: true },
    get: { public: true },
    create: { public: true },
    update: { public: true },
    delete: { public: true },
  },
  versioned: false,
};
