import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** The OpenAPI description of agents; shapes follow from the schema. */
export const description: Description = {
  name: "Agent",
  label: "agent",
  plural: "agents",
  path: "/api/agents",
  doc: "Who brings deals in.",
  schema,
  operations: {
    list: { public: false },
    get: { public: false },
    create: { public: false },
    update: { public: false },
    delete: { public: false },
  },
  includes: {
    deals: {
      name: "Deal",
      list: true,
    },
  },
  readers: {
    rating: "the role lead",
  },
  examples: {
    name: "Example",
    rating: 1,
  },
  versioned: false,
};
