import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** How the API describes banners. What they look like comes from the schema. */
export const description: Description = {
  name: "Banner",
  label: "banner",
  plural: "banners",
  path: "/api/banners",
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
  },
  versioned: false,
};
