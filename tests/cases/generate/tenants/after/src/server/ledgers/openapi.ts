import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** How the API describes ledgers. What they look like comes from the schema. */
export const description: Description = {
  name: "Ledger",
  label: "ledger",
  plural: "ledgers",
  path: "/api/ledgers",
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
