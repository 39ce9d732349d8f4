import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** How the API describes specimen. What they look like comes from the schema. */
export const description: Description = {
  name: "Specimen",
  label: "specimen",
  plural: "specimen",
  path: "/api/specimen",
  doc: "One field of every type, required, and one that may be null.",
  schema,
  operations: {
    list: { public: false },
    get: { public: false },
    create: { public: false },
    update: { public: false },
    delete: { public: false },
  },
  versioned: false,
};
