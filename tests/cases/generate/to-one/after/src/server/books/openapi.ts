import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** How the API describes books. What they look like comes from the schema. */
export const description: Description = {
  name: "Book",
  label: "book",
  plural: "books",
  path: "/api/books",
  doc: "Something that an author has written.",
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
