import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** The OpenAPI description of international organization membership entries; shapes follow from the schema. */
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
  examples: {
    theNameUnderWhichTheMemberHasBeenEntered: "Example",
    theKindOfMembershipThatHasBeenAgreedUpon:
      "associateMemberOfTheInternationalSection",
    theContributionOfTheMemberForOneYearOnly: "1.00",
    theMomentAtWhichTheMembershipHasBeenMade: "2026-01-31T12:00:00Z",
    theOrganizationThatTheMembershipIsForNowId:
      "0199a3c4-5b6d-7e8f-9a0b-1c2d3e4f5a6b",
  },
  versioned: true,
};
