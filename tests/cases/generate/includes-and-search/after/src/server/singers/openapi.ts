import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** The OpenAPI description of singers; shapes follow from the schema. */
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
  examples: {
    name: "Example",
    fee: "1.00",
    choirId: "0199a3c4-5b6d-7e8f-9a0b-1c2d3e4f5a6b",
  },
  versioned: false,
};
