import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** The OpenAPI description of traces; shapes follow from the schema. */
export const description: Description = {
  name: "Trace",
  label: "trace",
  plural: "traces",
  path: "/api/traces",
  doc: "",
  schema,
  operations: {
    get: { public: false },
    delete: { public: false },
    bulk: { public: false },
  },
  examples: {
    text: "Example",
  },
  versioned: false,
};
