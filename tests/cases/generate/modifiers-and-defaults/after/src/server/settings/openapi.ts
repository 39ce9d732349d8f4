import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** The OpenAPI description of settings; shapes follow from the schema. */
export const description: Description = {
  name: "Setting",
  label: "setting",
  plural: "settings",
  path: "/api/settings",
  doc: "Every modifier,\nand a default of every type that may have one.",
  schema,
  operations: {
    list: { public: false },
    get: { public: false },
    create: { public: false },
    update: { public: false },
    delete: { public: false },
  },
  examples: {
    code: "EXAMPL",
    level: 1,
    weight: 1,
    balance: "1",
    price: "1.000",
    enabled: true,
    greeting: "Example",
    startedAt: "2026-01-31T12:00:00Z",
    state: "on",
    scope: "0199a3c4-5b6d-7e8f-9a0b-1c2d3e4f5a6b",
    secret: "Example",
  },
  versioned: false,
};
