import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** The OpenAPI description of invoices; shapes follow from the schema. */
export const description: Description = {
  name: "Invoice",
  label: "invoice",
  plural: "invoices",
  path: "/api/invoices",
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
    number: "Example",
    state: "open",
    total: "1.00",
    rate: "1.0000",
    due: "2026-01-31",
  },
  versioned: true,
};
