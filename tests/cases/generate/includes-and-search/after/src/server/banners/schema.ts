import { z } from "zod";

import { getQuery, listQuery } from "~/server/http/query";
import { datetime } from "~/server/http/scalars";

/** The path of one. */
export const params = z.strictObject({ id: z.uuid().toLowerCase() });

/** The answer: what the API shows of one. */
export const resource = z.strictObject({
  id: z.uuid(),
  motto: z.string(),
  choirId: z.uuid(),
  createdAt: datetime(),
  updatedAt: datetime(),
});

/** What a client sends to create one. */
export const create = z.strictObject({
  motto: z.string().min(1).max(80),
  choirId: z.uuid().toLowerCase(),
});

/** What a client sends to change one, a merge patch (RFC 7396): what is absent stays, null clears. */
export const update = create.partial();

/** What answers can include. */
const include = ["choir"] as const;

/** What the list can be filtered and sorted by, and how long a page is. */
export const list = listQuery({
  filter: {},
  sort: {},
  search: true,
  include,
  page: { size: 20, max: 100 },
});

/** What can be asked of one. */
export const get = getQuery({
  include,
});

export type Create = z.output<typeof create>;
export type Update = z.output<typeof update>;
export type ListQuery = z.output<typeof list>;
export type GetQuery = z.output<typeof get>;
export type Include = (typeof include)[number];
