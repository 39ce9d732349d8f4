import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** How the API describes tasks. What they look like comes from the schema. */
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
  versioned: false,
};
