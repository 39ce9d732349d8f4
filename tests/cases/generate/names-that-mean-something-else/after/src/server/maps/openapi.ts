import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** The OpenAPI description of maps; shapes follow from the schema. */
export const description: Description = {
  name: "Map",
  label: "map",
  plural: "maps",
  path: "/api/maps",
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
    set: "Example",
    date: "2026-01-31T12:00:00Z",
    classId: "0199a3c4-5b6d-7e8f-9a0b-1c2d3e4f5a6b",
    fileId: "0199a3c4-5b6d-7e8f-9a0b-1c2d3e4f5a6b",
  },
  versioned: false,
};
