import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** The OpenAPI description of classes; shapes follow from the schema. */
export const description: Description = {
  name: "Class",
  label: "class",
  plural: "classes",
  path: "/api/classes",
  doc: "The word that JavaScript begins a class with.",
  schema,
  operations: {
    list: { public: false },
    get: { public: false },
    create: { public: false },
    update: { public: false },
    delete: { public: false },
  },
  examples: {
    default: "Example",
    new: true,
    function: "default",
    package: "Example",
    objectId: "0199a3c4-5b6d-7e8f-9a0b-1c2d3e4f5a6b",
    mapIds: ["0199a3c4-5b6d-7e8f-9a0b-1c2d3e4f5a6b"],
  },
  versioned: false,
};
