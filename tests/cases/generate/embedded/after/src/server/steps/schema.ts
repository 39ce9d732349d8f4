import { z } from "zod";

import { nameSchemas } from "~/server/http/json-schema";
import { listQuery } from "~/server/http/query";
import { datetime, decimal } from "~/server/http/scalars";

/** The path parameters of a single row. */
export const params = z.strictObject({ id: z.uuid().toLowerCase() });

/** One thing to do. A recipe may come with all of them. */
export const resource = z.strictObject({
  id: z.uuid(),
  position: z.int(),
  text: z.string(),
  weight: decimal(8, 3).nullable(),
  recipeId: z.uuid(),
  toolId: z.uuid().nullable(),
  createdAt: datetime(),
  updatedAt: datetime(),
});

/** The body of a create. */
export const create = z.strictObject({
  position: z.int32().min(1).max(99),
  text: z.string().min(1).max(2000),
  weight: decimal(8, 3).nullish(),
  recipeId: z.uuid().toLowerCase(),
  toolId: z.uuid().toLowerCase().nullish(),
});

/** The body of an update, a JSON Merge Patch (RFC 7396): absent fields are kept, null clears. */
export const update = create.partial();

/** Filters, sort keys and page size of the list. */
export const list = listQuery({
  filter: {},
  sort: {},
  page: { size: 20, max: 100 },
});

nameSchemas({
  name: "Step",
  doc: "One thing to do. A recipe may come with all of them.",
  schemas: { resource, create, update },
  examples: {
    position: 1,
    text: "Example",
    weight: "1.000",
    recipeId: "0199a3c4-5b6d-7e8f-9a0b-1c2d3e4f5a6b",
    toolId: "0199a3c4-5b6d-7e8f-9a0b-1c2d3e4f5a6b",
  },
});

export type Create = z.output<typeof create>;
export type Update = z.output<typeof update>;
export type ListQuery = z.output<typeof list>;
