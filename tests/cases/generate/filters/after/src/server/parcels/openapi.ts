import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** How the API describes parcels. What they look like comes from the schema. */
export const description: Description = {
  name: "Parcel",
  label: "parcel",
  plural: "parcels",
  path: "/api/parcels",
  doc: "Something that is carried.",
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
