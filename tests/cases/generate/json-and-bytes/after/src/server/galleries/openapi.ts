import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** How the API describes galleries. What they look like comes from the schema. */
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
