import { type Description } from "~/server/http/openapi";
import * as schema from "./schema";

/** The OpenAPI description of poems; shapes follow from the schema. */
export const description: Description = {
  name: "Poem",
  label: "poem",
  plural: "poems",
  path: "/api/poems",
  doc: 'He said "it\'s" `here` */ and /* there ${env.SECRET} {{ braces }} {% raw %} \\ backslash \\n <!-- --> </script>\n@deprecated \ud83d\ude00 and \u4e2d\u6587, a tab\there',
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
    mood: "happy",
    poetId: "0199a3c4-5b6d-7e8f-9a0b-1c2d3e4f5a6b",
  },
  versioned: false,
};
