import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** The OpenAPI description of committees; shapes follow from the schema. */
export const description: Description = {
  name: "Committee",
  label: "committee",
  plural: "committees",
  path: "/api/committees",
  doc: "",
  schema,
  operations: {
    list: { public: true },
    get: { public: true },
    create: { public: false },
    update: { public: false },
    delete: { public: false },
  },
  examples: {
    name: "Example",
    chairId: "an-id",
    founderId: "an-id",
    memberIds: ["an-id"],
  },
  versioned: false,
};
