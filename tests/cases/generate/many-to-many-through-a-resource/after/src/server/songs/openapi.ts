import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** The OpenAPI description of songs; shapes follow from the schema. */
export const description: Description = {
  name: "Song",
  label: "song",
  plural: "songs",
  path: "/api/songs",
  doc: "Part of many playlists.",
  schema,
  operations: {
    list: { public: false },
    get: { public: false },
    create: { public: false },
    update: { public: false },
    delete: { public: false },
    restore: { public: false },
  },
  examples: {
    name: "Example",
  },
  versioned: false,
};
