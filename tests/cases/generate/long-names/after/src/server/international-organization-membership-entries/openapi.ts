import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** How the API describes international organization membership entries. What they look like comes from the schema. */
export const description: Description = {
  name: "InternationalOrganizationMembershipEntry",
  label: "international organization membership entry",
  plural: "international organization membership entries",
  path: "/api/international-organization-membership-entries",
  doc: "Names of 40 letters.",
  schema,
  operations: {
    list: { public: false },
    get: { public: false },
    create: { public: false },
    update: { public: false },
    delete: { public: false },
  },
  versioned: true,
};
