import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** How the API describes shipments. What they look like comes from the schema. */
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
  versioned: true,
};
