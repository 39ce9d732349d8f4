import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** The OpenAPI description of subject that some organizations may talk abouts; shapes follow from the schema. */
export const description: Description = {
  name: "SubjectThatSomeOrganizationsMayTalkAbout",
  label: "subject that some organizations may talk about",
  plural: "subject that some organizations may talk abouts",
  path: "/api/subject-that-some-organizations-may-talk-abouts",
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
    theNameUnderWhichTheSubjectIsBestKnownBy: "Example",
  },
  versioned: false,
};
