import { z } from "zod";

import { getQuery, listQuery } from "~/server/http/query";
import { datetime, listOf } from "~/server/http/scalars";

/** The path of one. */
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

/** What a client sends to create one. */
export const create = z.strictObject({
  name: z.string().min(1).max(80),
  about: z.string().min(1).max(10000).nullish(),
  rank: z.int32(),
  leaderId: z.uuid().toLowerCase().nullish(),
  friendIds: listOf(z.uuid().toLowerCase(), 100).optional(),
});

/** What a client sends to change one, a merge patch (RFC 7396): what is absent stays, null clears. */
export const update = create.partial();

/** What answers can include. */
const include = [
  "leader",
  "singers",
  "friends",
  "friendsOf",
  "banner",
] as const;

/** What the list can be filtered and sorted by, and how long a page is. */
export const list = listQuery({
  filter: {},
  sort: {},
  search: true,
  include,
  fields: resource,
  page: { size: 20, max: 100 },
});

/** What can be asked of one. */
export const get = getQuery({
  include,
  fields: resource,
});

export type Create = z.output<typeof create>;
export type Update = z.output<typeof update>;
export type ListQuery = z.output<typeof list>;
export type GetQuery = z.output<typeof get>;
export type Include = (typeof include)[number];
