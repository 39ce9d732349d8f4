import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** The OpenAPI description of daybooks; shapes follow from the schema. */
export const description: Description = {
  name: "Daybook",
  label: "daybook",
  plural: "daybooks",
  path: "/api/daybooks",
  doc: "What a firm has agreed on with a client.",
  schema,
  operations: {
    list: { public: false },
    get: { public: false },
    create: { public: false },
    update: { public: false },
    delete: { public: false },
  },
  includes: {
    client: {
      name: "Client",
      list: false,
    },
    postings: {
      name: "Posting",
      list: true,
    },
    firm: {
      name: "Firm",
      list: false,
    },
  },
  examples: {
    number: "Example",
    year: 1,
    open: true,
    approverId: "an-id",
    clientId: "0199a3c4-5b6d-7e8f-9a0b-1c2d3e4f5a6b",
  },
  versioned: false,
};
