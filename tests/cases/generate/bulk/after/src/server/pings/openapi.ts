import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** The OpenAPI description of pings; shapes follow from the schema. */
export const description: Description = {
  name: "Ping",
  label: "ping",
  plural: "pings",
  path: "/api/pings",
  doc: "",
  schema,
  operations: {
    get: { public: false },
    create: { public: false },
    bulk: { public: false },
  },
  examples: {
    count: 1,
  },
  versioned: false,
};
