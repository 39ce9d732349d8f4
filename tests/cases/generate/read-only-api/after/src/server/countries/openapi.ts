import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** The OpenAPI description of countries; shapes follow from the schema. */
export const description: Description = {
  name: "Country",
  label: "country",
  plural: "countries",
  path: "/api/countries",
  doc: "",
  schema,
  operations: {
    list: { public: true },
    get: { public: true },
  },
  examples: {
    code: "Ex",
    name: "Example",
  },
  versioned: false,
};
