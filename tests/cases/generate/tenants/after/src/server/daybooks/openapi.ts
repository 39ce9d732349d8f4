import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** How the API describes daybooks. What they look like comes from the schema. */
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
  versioned: false,
};
