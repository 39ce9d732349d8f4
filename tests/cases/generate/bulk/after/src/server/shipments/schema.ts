import { z } from "zod";

import { refuseDuplicateIds } from "~/server/http/bulk";
import { listQuery } from "~/server/http/query";
import { datetime, decimal, listOf } from "~/server/http/scalars";

/** The path parameters of a single row. */
export const params = z.strictObject({ id: z.uuid().toLowerCase() });

/** What is sent on its way. */
export const resource = z.strictObject({
  id: z.uuid(),
  code: z.string(),
  weight: decimal(8, 2),
  fragile: z.boolean(),
  depotId: z.uuid(),
  labelIds: z.array(z.uuid()),
  userId: z.string(),
  createdAt: datetime(),
  updatedAt: datetime(),
  version: z.int(),
});

/** The body of a create. */
export const create = z.strictObject({
  code: z.string().min(1).max(20),
  weight: decimal(8, 2, { min: "0" }),
  fragile: z.boolean().optional(),
  secret: z.string().min(1).max(40).nullish(),
  depotId: z.uuid().toLowerCase(),
  labelIds: listOf(z.uuid().toLowerCase(), 100).optional(),
});

/** The body of an update, a JSON Merge Patch: absent fields are kept, null clears. */
export const update = create.partial();

/** Which one, and in which version if that matters. */
const which = params.extend({ version: z.int32().min(1).optional() });

/** The body of a bulk request. */
export const bulk = z
  .strictObject({
    delete: listOf(which, 50).optional(),
    update: listOf(update.extend(which.shape), 50).optional(),
    create: listOf(create, 50).optional(),
  })
  .superRefine(refuseDuplicateIds);

/** The response to a bulk request: deleted ids, and rows as updated and created. */
export const bulkAnswer = z.strictObject({
  delete: z.array(params),
  update: z.array(resource),
  create: z.array(resource),
});

/** Filters, sort keys and page size of the list. */
export const list = listQuery({
  filter: {},
  sort: {},
  page: { size: 20, max: 100 },
});

export type Create = z.output<typeof create>;
export type Update = z.output<typeof update>;
export type Bulk = z.output<typeof bulk>;
export type ListQuery = z.output<typeof list>;
