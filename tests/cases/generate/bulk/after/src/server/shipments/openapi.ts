import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** The OpenAPI description of shipments; shapes follow from the schema. */
export const description: Description = {
  name: "Shipment",
  label: "shipment",
  plural: "shipments",
  path: "/api/shipments",
  doc: "What is sent on its way.",
  schema,
  operations: {
    list: { public: false },
    get: { public: false },
    create: { public: false },
    update: { public: false },
    delete: { public: false },
    restore: { public: false },
    bulk: { public: false },
  },
  examples: {
    code: "Example",
    weight: "1.00",
    fragile: true,
    secret: "Example",
    depotId: "0199a3c4-5b6d-7e8f-9a0b-1c2d3e4f5a6b",
    labelIds: ["0199a3c4-5b6d-7e8f-9a0b-1c2d3e4f5a6b"],
  },
  versioned: true,
};
