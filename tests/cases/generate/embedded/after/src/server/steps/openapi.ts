import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** The OpenAPI description of steps; shapes follow from the schema. */
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
  examples: {
    position: 1,
    text: "Example",
    weight: "1.000",
    recipeId: "0199a3c4-5b6d-7e8f-9a0b-1c2d3e4f5a6b",
    toolId: "0199a3c4-5b6d-7e8f-9a0b-1c2d3e4f5a6b",
  },
  versioned: false,
};
