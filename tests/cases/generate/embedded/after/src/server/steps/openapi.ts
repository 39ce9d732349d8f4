import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** How the API describes steps. What they look like comes from the schema. */
export const description: Description = {
  name: "Step",
  label: "step",
  plural: "steps",
  path: "/api/steps",
  doc: "One thing to do. A recipe may come with all of them.",
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
