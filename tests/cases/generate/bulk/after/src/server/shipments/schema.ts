import { z } from "zod";

import { onceEach } from "~/server/http/bulk";
import { listQuery } from "~/server/http/query";
import { datetime, decimal, listOf } from "~/server/http/scalars";

/** The path of one. */
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

/** What a client sends to create one. */
export const create = z.strictObject({
  code: z.string().min(1).max(20),
  weight: decimal(8, 2, { min: "0" }),
  fragile: z.boolean().optional(),
  secret: z.string().min(1).max(40).nullish(),
  depotId: z.uuid().toLowerCase(),
  labelIds: listOf(z.uuid().toLowerCase(), 100).optional(),
});

/** What a client sends to change one, a merge patch (RFC 7396): what is absent stays, null clears. */
export const update = create.partial();

/** Which one, and in which version if that matters. */
const which = params.extend({ version: z.int32().min(1).optional() });

/** What a client sends to create, change and delete several at once. */
export const bulk = z
  .strictObject({
    delete: listOf(which, 50).optional(),
    update: listOf(update.extend(which.shape), 50).optional(),
    create: listOf(create, 50).optional(),
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
