import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** How the API describes archive of very long documents and recordings. What they look like comes from the schema. */
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
