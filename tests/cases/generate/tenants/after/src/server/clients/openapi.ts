import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** The OpenAPI description of clients; shapes follow from the schema. */
export const description: Description = {
  name: "Client",
  label: "client",
  plural: "clients",
  path: "/api/clients",
  doc: "",
  schema,
  operations: {
    list: { public: false },
    get: { public: false },
    create: { public: false },
    update: { public: false },
    delete: { public: false },
    restore: { public: false },
  },
  examples: {
    name: "Example",
  },
  versioned: false,
};
