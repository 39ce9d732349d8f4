import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** The OpenAPI description of gadgets; shapes follow from the schema. */
export const description: Description = {
  name: "Gadget",
  label: "gadget",
  plural: "gadgets",
  path: "/api/gadgets",
  doc: "Something with pictures and papers.",
  schema,
  operations: {
    list: { public: false },
    get: { public: false },
    create: { public: false },
    update: { public: false },
    delete: { public: false },
  },
  files: schema.files,
  examples: {
    label: "Example",
  },
  versioned: true,
};
