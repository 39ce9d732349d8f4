import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** The OpenAPI description of inspections; shapes follow from the schema. */
export const description: Description = {
  name: "Inspection",
  label: "inspection",
  plural: "inspections",
  path: "/api/inspections",
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
    finding: "Example",
  },
  versioned: false,
};
