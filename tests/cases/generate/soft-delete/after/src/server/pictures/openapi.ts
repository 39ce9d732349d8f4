import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** The OpenAPI description of pictures; shapes follow from the schema. */
export const description: Description = {
  name: "Picture",
  label: "picture",
  plural: "pictures",
  path: "/api/pictures",
  doc: "What an entry shows on top.",
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
    caption: "Example",
  },
  versioned: false,
};
