import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** The OpenAPI description of articles; shapes follow from the schema. */
export const description: Description = {
  name: "Article",
  label: "article",
  plural: "articles",
  path: "/api/articles",
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
    title: "Example",
    topicIds: ["0199a3c4-5b6d-7e8f-9a0b-1c2d3e4f5a6b"],
    relatedIds: ["0199a3c4-5b6d-7e8f-9a0b-1c2d3e4f5a6b"],
  },
  versioned: false,
};
