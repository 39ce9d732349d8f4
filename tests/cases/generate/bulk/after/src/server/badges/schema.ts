import { z } from "zod";

import { refuseDuplicateIds } from "~/server/http/bulk";
import { listQuery } from "~/server/http/query";
import { datetime, listOf } from "~/server/http/scalars";

/** The path parameters of a single row. */
export const params = z.strictObject({ id: z.uuid().toLowerCase() });

/** The answer: what the API shows of one. */
export const resource = z.strictObject({
  id: z.uuid(),
  text: z.string(),
  rank: z.int(),
  createdAt: datetime(),
  updatedAt: datetime(),
});

/** The body of a create. */
export const create = z.strictObject({
  text: z.string().min(1).max(30),
  rank: z.int32().min(0),
});

/** The body of an update, a JSON Merge Patch: absent fields are kept, null clears. */
export const update = create.partial().omit({
  rank: true,
});

/** Which one. */
const which = params;

/** The body of a bulk request. */
export const bulk = z
  .strictObject({
    delete: listOf(which, 100).optional(),
    update: listOf(update.extend(which.shape), 100).optional(),
    create: listOf(create, 100).optional(),
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
