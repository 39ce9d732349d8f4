import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** The OpenAPI description of archive of very long documents and recordings; shapes follow from the schema. */
export const description: Description = {
  name: "ArchiveOfVeryLongDocumentsAndRecordings",
  label: "archive of very long documents and recordings",
  plural: "archive of very long documents and recordings",
  path: "/api/archive-of-very-long-documents-and-recordings",
  doc: "",
  schema,
  operations: {
    list: { public: false },
    get: { public: false },
    create: { public: false },
    update: { public: false },
    delete: { public: false },
  },
  files: schema.files,
  examples: {
    title: "Example",
  },
  versioned: false,
};
