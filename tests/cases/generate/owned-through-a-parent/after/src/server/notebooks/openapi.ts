import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** The OpenAPI description of notebooks; shapes follow from the schema. */
export const description: Description = {
  name: "Notebook",
  label: "notebook",
  plural: "notebooks",
  path: "/api/notebooks",
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
    title: "Example",
  },
  versioned: false,
};
