import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** The OpenAPI description of galleries; shapes follow from the schema. */
export const description: Description = {
  name: "Gallery",
  label: "gallery",
  plural: "galleries",
  path: "/api/galleries",
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
    settings: { any: "value" },
    cover: "aGVsbG8=",
  },
  versioned: false,
};
