import { z } from "zod";

import { listQuery } from "~/server/http/query";
import { listOf } from "~/server/http/scalars";

/** The path of one. */
export const params = z.strictObject({ id: z.cuid2() });

/** The answer: what the API shows of one. */
export const resource = z.strictObject({
  id: z.cuid2(),
  count: z.int(),
});

/** What a client sends to create one. */
export const create = z.strictObject({
  count: z.int32().min(0),
});

/** What a client sends to change one, a merge patch (RFC 7396): what is absent stays, null clears. */
export const update = create.partial();

/** What a client sends to create, change and delete several at once. */
export const bulk = z.strictObject({
  create: listOf(create, 500).optional(),
});

/** What it answers: what is gone, and what was changed and created as it is now. */
export const bulkAnswer = z.strictObject({
  create: z.array(resource),
});

/** What the list can be filtered and sorted by, and how long a page is. */
export const list = listQuery({
  filter: {},
  sort: {},
  page: { size: 20, max: 100 },
});

export type Create = z.output<typeof create>;
export type Update = z.output<typeof update>;
export type Bulk = z.output<typeof bulk>;
export type ListQuery = z.output<typeof list>;
