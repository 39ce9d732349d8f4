import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** The OpenAPI description of banners; shapes follow from the schema. */
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
  examples: {
    motto: "Example",
    choirId: "0199a3c4-5b6d-7e8f-9a0b-1c2d3e4f5a6b",
  },
  versioned: false,
};
