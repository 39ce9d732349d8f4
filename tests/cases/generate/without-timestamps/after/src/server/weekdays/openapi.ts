import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** The OpenAPI description of weekdays; shapes follow from the schema. */
export const description: Description = {
  name: "Weekday",
  label: "weekday",
  plural: "weekdays",
  path: "/api/weekdays",
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
    name: "Example",
  },
  versioned: false,
};
