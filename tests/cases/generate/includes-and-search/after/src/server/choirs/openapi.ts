import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** The OpenAPI description of choirs; shapes follow from the schema. */
export const description: Description = {
  name: "Choir",
  label: "choir",
  plural: "choirs",
  path: "/api/choirs",
  doc: "People who sing together.",
  schema,
  operations: {
    list: { public: false },
    get: { public: false },
    create: { public: false },
    update: { public: false },
    delete: { public: false },
  },
  includes: {
    leader: {
      name: "Singer",
      list: false,
    },
    singers: {
      name: "Singer",
      list: true,
    },
    friends: {
      name: "Choir",
      list: true,
    },
    friendsOf: {
      name: "Choir",
      list: true,
    },
    banner: {
      name: "Banner",
      list: false,
    },
  },
  sparse: true,
  examples: {
    name: "Example",
    about: "Example",
    rank: 1,
    leaderId: "0199a3c4-5b6d-7e8f-9a0b-1c2d3e4f5a6b",
    friendIds: ["0199a3c4-5b6d-7e8f-9a0b-1c2d3e4f5a6b"],
  },
  versioned: false,
};
