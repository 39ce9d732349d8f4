import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** The OpenAPI description of passports; shapes follow from the schema. */
export const description: Description = {
  name: "Passport",
  label: "passport",
  plural: "passports",
  path: "/api/passports",
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
    citizenId: "0199a3c4-5b6d-7e8f-9a0b-1c2d3e4f5a6b",
  },
  versioned: false,
};
