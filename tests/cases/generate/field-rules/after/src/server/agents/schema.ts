import { z } from "zod";

import { text } from "~/server/http/filters";
import { getQuery, listQuery } from "~/server/http/query";
import { datetime } from "~/server/http/scalars";

/** The path of one. */
export const params = z.strictObject({ id: z.uuid().toLowerCase() });

/** Who brings deals in. */
export const resource = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  rating: z.int().optional(),
  createdAt: datetime(),
  updatedAt: datetime(),
});

/** What a client sends to create one. */
export const create = z.strictObject({
  name: z.string().min(1).max(80),
  rating: z.int32().min(0).max(10),
});

/** What a client sends to change one, a merge patch (RFC 7396): what is absent stays, null clears. */
export const update = create.partial();

/** What answers can include. */
const include = ["deals"] as const;

/** What the list can be filtered and sorted by, and how long a page is. */
export const list = listQuery({
  filter: {
    name: text(80),
  },
  sort: {},
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
export type Filter = ListQuery["filter"][number];
