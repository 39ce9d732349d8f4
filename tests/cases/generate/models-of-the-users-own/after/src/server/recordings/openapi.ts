import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** The OpenAPI description of recordings; shapes follow from the schema. */
export const description: Description = {
  name: "Recording",
  label: "recording",
  plural: "recordings",
  path: "/api/recordings",
  doc: "",
  schema,
  operations: {
    list: { public: false },
    get: { public: false },
    create: { public: false },
    update: { public: false },
    delete: { public: false },
  },
  examples: {
    title: "Example",
    studioId: 1,
    fallbackId: 1,
    mixedById: "an-id",
    ledgerId: "1",
    seenInIds: [1],
  },
  versioned: false,
};
