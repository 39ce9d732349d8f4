import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** How the API describes traces. What they look like comes from the schema. */
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
