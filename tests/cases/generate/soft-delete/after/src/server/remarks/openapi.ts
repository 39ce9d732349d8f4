import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** The OpenAPI description of remarks; shapes follow from the schema. */
export const description: Description = {
  name: "Remark",
  label: "remark",
  plural: "remarks",
  path: "/api/remarks",
  doc: "What somebody says of an entry. It is not kept, but hidden with the entry.",
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
    entryId: "0199a3c4-5b6d-7e8f-9a0b-1c2d3e4f5a6b",
    replyId: "0199a3c4-5b6d-7e8f-9a0b-1c2d3e4f5a6b",
  },
  versioned: false,
};
