import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** The OpenAPI description of notes; shapes follow from the schema. */
export const description: Description = {
  name: "Note",
  label: "note",
  plural: "notes",
  path: "/api/notes",
  doc: "A line that only its writer sees.",
  schema,
  operations: {
    list: { public: false },
    get: { public: false },
    create: { public: false },
    update: { public: false },
    delete: { public: false },
  },
  examples: {
    text: "Example",
  },
  versioned: false,
};
