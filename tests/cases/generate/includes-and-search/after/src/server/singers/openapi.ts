import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** How the API describes singers. What they look like comes from the schema. */
export const description: Description = {
  name: "Singer",
  label: "singer",
  plural: "singers",
  path: "/api/singers",
  doc: "",
  schema,
  operations: {
    list: { public: false },
    get: { public: false },
    create: { public: false },
    update: { public: false },
    delete: { public: false },
  },
  includes: {
    choir: {
      name: "Choir",
      list: false,
    },
    leads: {
      name: "Choir",
      list: true,
    },
  },
  versioned: false,
};
