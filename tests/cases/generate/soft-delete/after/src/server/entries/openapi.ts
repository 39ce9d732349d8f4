import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** The OpenAPI description of entries; shapes follow from the schema. */
export const description: Description = {
  name: "Entry",
  label: "entry",
  plural: "entries",
  path: "/api/entries",
  doc: "An entry, gone with its wiki and back with it.",
  schema,
  operations: {
    list: { public: false },
    get: { public: false },
    create: { public: false },
    update: { public: false },
    delete: { public: false },
    restore: { public: false },
  },
  examples: {
    title: "Example",
    path: "an-example",
    wikiId: "0199a3c4-5b6d-7e8f-9a0b-1c2d3e4f5a6b",
    parentId: "0199a3c4-5b6d-7e8f-9a0b-1c2d3e4f5a6b",
    coverId: "0199a3c4-5b6d-7e8f-9a0b-1c2d3e4f5a6b",
    themeIds: ["0199a3c4-5b6d-7e8f-9a0b-1c2d3e4f5a6b"],
  },
  versioned: false,
};
