import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** The OpenAPI description of surveys; shapes follow from the schema. */
export const description: Description = {
  name: "Survey",
  label: "survey",
  plural: "surveys",
  path: "/api/surveys",
  doc: "",
  schema,
  operations: {
    list: { public: true },
    get: { public: true },
    create: { public: true },
    update: { public: true },
    delete: { public: true },
  },
  examples: {
    labels: ["Example"],
    scores: [1],
    kinds: ["photo"],
    links: ["https://example.com"],
  },
  versioned: false,
};
