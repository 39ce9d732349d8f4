import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** The OpenAPI description of carriers; shapes follow from the schema. */
export const description: Description = {
  name: "Carrier",
  label: "carrier",
  plural: "carriers",
  path: "/api/carriers",
  doc: "Whom a user has parcels carried by.",
  schema,
  operations: {
    list: { public: false },
    get: { public: false },
    create: { public: false },
    update: { public: false },
    delete: { public: false },
  },
  examples: {
    name: "Example",
    kind: "road",
    fee: "1.00",
    carried: "1",
    since: "2026-01-31",
  },
  versioned: false,
};
