import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** How the API describes settings. What they look like comes from the schema. */
export const description: Description = {
  name: "Setting",
  label: "setting",
  plural: "settings",
  path: "/api/settings",
  doc: "Every modifier,\nand a default of every type that may have one.",
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
