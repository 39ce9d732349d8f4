import { z } from "zod";

import { getQuery, listQuery } from "~/server/http/query";
import { datetime, decimal } from "~/server/http/scalars";

/** The path parameters of a single row. */
export const params = z.strictObject({ id: z.uuid().toLowerCase() });

/** The answer: what the API shows of one. */
export const resource = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  fee: decimal(8, 2),
  choirId: z.uuid(),
  createdAt: datetime(),
  updatedAt: datetime(),
});

/** The body of a create. */
export const create = z.strictObject({
  name: z.string().min(1).max(80),
  fee: decimal(8, 2),
  choirId: z.uuid().toLowerCase(),
});

/** The body of an update, a JSON Merge Patch: absent fields are kept, null clears. */
export const update = create.partial();

/** The relations that responses can include. */
const include = ["choir", "leads"] as const;

/** Filters, sort keys and page size of the list. */
export const list = listQuery({
  filter: {},
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
