import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** The OpenAPI description of tasks; shapes follow from the schema. */
export const description: Description = {
  name: "Task",
  label: "task",
  plural: "tasks",
  path: "/api/tasks",
  doc: "What is to be done for a deal.",
  schema,
  operations: {
    list: { public: false },
    get: { public: false },
    create: { public: false },
    update: { public: false },
    delete: { public: false },
  },
  readers: {
    cost: "the role lead",
  },
  writers: {
    done: "the role lead",
  },
  examples: {
    text: "Example",
    done: true,
    cost: 1,
    dealId: "0199a3c4-5b6d-7e8f-9a0b-1c2d3e4f5a6b",
  },
  versioned: false,
};
