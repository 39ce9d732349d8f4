import { z } from "zod";

import { listQuery } from "~/server/http/query";
import { listOf } from "~/server/http/scalars";

/** The path parameters of a single row. */
export const params = z.strictObject({ id: z.cuid2() });

/** The answer: what the API shows of one. */
export const resource = z.strictObject({
  id: z.cuid2(),
  count: z.int(),
});

/** The body of a create. */
export const create = z.strictObject({
  count: z.int32().min(0),
});

/** The body of an update, a JSON Merge Patch: absent fields are kept, null clears. */
export const update = create.partial();

/** The body of a bulk request. */
export const bulk = z.strictObject({
  create: listOf(create, 500).optional(),
});

/** The response to a bulk request: deleted ids, and rows as updated and created. */
export const bulkAnswer = z.strictObject({
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
