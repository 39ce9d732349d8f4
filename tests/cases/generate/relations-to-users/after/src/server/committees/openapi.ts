import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** How the API describes committees. What they look like comes from the schema. */
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
