import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** The OpenAPI description of redemptions; shapes follow from the schema. */
export const description: Description = {
  name: "Redemption",
  label: "redemption",
  plural: "redemptions",
  path: "/api/redemptions",
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
    amount: "1.00",
    voucherId: "V1StGXR8_Z5jdHi6B-myT",
  },
  versioned: false,
};
