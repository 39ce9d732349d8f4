import { z } from "zod";

import { onceEach } from "~/server/http/bulk";
import { listQuery } from "~/server/http/query";
import { datetime, listOf } from "~/server/http/scalars";

/** The path of one. */
export const params = z.strictObject({ id: z.uuid().toLowerCase() });

/** The answer: what the API shows of one. */
export const resource = z.strictObject({
  id: z.uuid(),
  text: z.string(),
  rank: z.int(),
  createdAt: datetime(),
  updatedAt: datetime(),
});

/** What a client sends to create one. */
export const create = z.strictObject({
  text: z.string().min(1).max(30),
  rank: z.int32().min(0),
});

/** What a client sends to change one, a merge patch (RFC 7396): what is absent stays, null clears. */
export const update = create.partial().omit({
  rank: true,
});

/** Which one. */
const which = params;

/** What a client sends to create, change and delete several at once. */
export const bulk = z
  .strictObject({
    delete: listOf(which, 100).optional(),
    update: listOf(update.extend(which.shape), 100).optional(),
    create: listOf(create, 100).optional(),
  })
  .superRefine(onceEach);

/** What it answers: what is gone, and what was changed and created as it is now. */
export const bulkAnswer = z.strictObject({
  delete: z.array(params),
  update: z.array(resource),
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
