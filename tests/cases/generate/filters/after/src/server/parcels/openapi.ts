import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** The OpenAPI description of parcels; shapes follow from the schema. */
export const description: Description = {
  name: "Parcel",
  label: "parcel",
  plural: "parcels",
  path: "/api/parcels",
  doc: "Something that is carried.",
  schema,
  operations: {
    list: { public: false },
    get: { public: false },
    create: { public: false },
    update: { public: false },
    delete: { public: false },
  },
  examples: {
    code: "Example",
    weight: 1,
    carrierId: "0199a3c4-5b6d-7e8f-9a0b-1c2d3e4f5a6b",
    backupId: "0199a3c4-5b6d-7e8f-9a0b-1c2d3e4f5a6b",
    stampIds: ["0199a3c4-5b6d-7e8f-9a0b-1c2d3e4f5a6b"],
  },
  versioned: false,
};
