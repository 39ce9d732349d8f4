import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** The OpenAPI description of deals; shapes follow from the schema. */
export const description: Description = {
  name: "Deal",
  label: "deal",
  plural: "deals",
  path: "/api/deals",
  doc: "What may be earned.",
  schema: {
    ...schema,
    list: schema.list([]),
    get: schema.get([]),
  },
  operations: {
    list: { public: false },
    get: { public: false },
    create: { public: false },
    update: { public: false },
    delete: { public: false },
    restore: { public: false },
    bulk: { public: false },
  },
  includes: {
    agent: {
      name: "Agent",
      list: false,
    },
    tasks: {
      name: "Task",
      list: true,
    },
  },
  sparse: true,
  readers: {
    margin: "the role lead or the role board",
    code: "the role lead",
    memo: "whoever is signed in and the role lead or the role board",
    "agent.rating": "the role lead",
  },
  writers: {
    stage: "the role lead",
    margin: "the role lead",
    code: "the role lead",
  },
  examples: {
    title: "Example",
    stage: "open",
    margin: "1.00",
    code: "Example",
    memo: "Example",
    agentId: "0199a3c4-5b6d-7e8f-9a0b-1c2d3e4f5a6b",
  },
  versioned: true,
};
