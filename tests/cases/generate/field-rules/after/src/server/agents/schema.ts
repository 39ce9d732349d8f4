import { z } from "zod";

import { text } from "~/server/http/filters";
import { getQuery, listQuery } from "~/server/http/query";
import { datetime } from "~/server/http/scalars";

/** The path parameters of a single row. */
export const params = z.strictObject({ id: z.uuid().toLowerCase() });

/** Who brings deals in. */
export const resource = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  rating: z.int().optional(),
  createdAt: datetime(),
  updatedAt: datetime(),
});

/** The body of a create. */
export const create = z.strictObject({
  name: z.string().min(1).max(80),
  rating: z.int32().min(0).max(10),
});

/** The body of an update, a JSON Merge Patch: absent fields are kept, null clears. */
export const update = create.partial();

/** The relations that responses can include. */
const include = ["deals"] as const;

/** Filters, sort keys and page size of the list. */
export const list = listQuery({
  filter: {
    name: text(80),
  },
  sort: {},
  include,
  page: { size: 20, max: 100 },
});

/** The query parameters of a single row. */
export const get = getQuery({
  include,
});

export type Create = z.output<typeof create>;
export type Update = z.output<typeof update>;
export type ListQuery = z.output<typeof list>;
export type GetQuery = z.output<typeof get>;
export type Include = (typeof include)[number];
export type Filter = ListQuery["filter"][number];
