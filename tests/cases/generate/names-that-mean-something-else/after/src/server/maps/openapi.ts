import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** How the API describes maps. What they look like comes from the schema. */
export const description: Description = {
  name: "Map",
  label: "map",
  plural: "maps",
  path: "/api/maps",
  doc: "",
  schema,
  operations: {
    list: { public: false },
    get: { public: false },
    create: { public: false },
    update: { public: false },
    delete: { public: false },
  },
  versioned: false,
};
