import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** The OpenAPI description of tariffs; shapes follow from the schema. */
export const description: Description = {
  name: "Tariff",
  label: "tariff",
  plural: "tariffs",
  path: "/api/tariffs",
  doc: "What something costs.",
  schema,
  operations: {
    list: { public: true },
    get: { public: true },
    create: { public: false },
    update: { public: false },
    delete: { public: false },
  },
  writers: {
    price: "the role lead",
  },
  examples: {
    name: "Example",
    price: "1.00",
  },
  versioned: false,
};
