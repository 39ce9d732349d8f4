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

/** What the list can be queried by, and its page size. */
export const list = listQuery({
  page: { size: 20, max: 100 },
});

nameSchemas(
  "Step",
  { params, resource, create, update },
  "One thing to do. A recipe may come with all of them.",
);

export type Create = z.output<typeof create>;
export type Update = z.output<typeof update>;
export type ListQuery = z.output<typeof list>;
