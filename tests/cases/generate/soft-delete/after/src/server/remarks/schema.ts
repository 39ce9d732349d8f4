import { z } from "zod";

import { listQuery } from "~/server/http/query";
import { datetime } from "~/server/http/scalars";

/** The path parameters of a single row. */
export const params = z.strictObject({ id: z.uuid().toLowerCase() });

/** What somebody says of an entry. It is not kept, but hidden with the entry. */
export const resource = z.strictObject({
  id: z.uuid(),
  text: z.string(),
  entryId: z.uuid(),
  replyId: z.uuid().nullable(),
  createdAt: datetime(),
  updatedAt: datetime(),
});

/** The body of a create. */
export const create = z.strictObject({
  text: z.string().min(1).max(10000),
  entryId: z.uuid().toLowerCase(),
  replyId: z.uuid().toLowerCase().nullish(),
});

/** The body of an update, a JSON Merge Patch: absent fields are kept, null clears. */
export const update = create.partial();

/** Filters, sort keys and page size of the list. */
export const list = listQuery({
  filter: {},
  sort: {},
  page: { size: 20, max: 100 },
});

export type Create = z.output<typeof create>;
export type Update = z.output<typeof update>;
export type ListQuery = z.output<typeof list>;
