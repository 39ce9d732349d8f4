import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** The OpenAPI description of signups; shapes follow from the schema. */
export const description: Description = {
  name: "Signup",
  label: "signup",
  plural: "signups",
  path: "/api/newsletter",
  doc: "Anybody may leave an address; nobody can read it back.",
  schema,
  operations: {
    create: { public: true },
  },
  examples: {
    email: "ada@example.com",
  },
  versioned: false,
};
