import { z } from "zod";

import { getQuery, listQuery } from "~/server/http/query";
import { datetime, listOf } from "~/server/http/scalars";

/** The path parameters of a single row. */
export const params = z.strictObject({ id: z.uuid().toLowerCase() });

/** People who sing together. */
export const resource = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  about: z.string().nullable(),
  leaderId: z.uuid().nullable(),
  friendIds: z.array(z.uuid()),
  userId: z.string(),
  createdAt: datetime(),
  updatedAt: datetime(),
});

/** The body of a create. */
export const create = z.strictObject({
  name: z.string().min(1).max(80),
  about: z.string().min(1).max(10000).nullish(),
  rank: z.int32(),
  leaderId: z.uuid().toLowerCase().nullish(),
  friendIds: listOf(z.uuid().toLowerCase(), 100).optional(),
});

/** The body of an update, a JSON Merge Patch: absent fields are kept, null clears. */
export const update = create.partial();

/** The relations that responses can include. */
const include = [
  "leader",
  "singers",
  "friends",
  "friendsOf",
  "banner",
] as const;

/** Filters, sort keys and page size of the list. */
export const list = listQuery({
  filter: {},
  sort: {},
  search: true,
  include,
  fields: resource,
  page: { size: 20, max: 100 },
});

/** The query parameters of a single row. */
export const get = getQuery({
  include,
  fields: resource,
});

export type Create = z.output<typeof create>;
export type Update = z.output<typeof update>;
export type ListQuery = z.output<typeof list>;
export type GetQuery = z.output<typeof get>;
export type Include = (typeof include)[number];
