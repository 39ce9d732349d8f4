import { z } from "zod";

import { listQuery } from "~/server/http/query";
import { datetime, listOf, slug } from "~/server/http/scalars";

/** The path parameters of a single row. */
export const params = z.strictObject({ id: z.uuid().toLowerCase() });

/** An entry, gone with its wiki and back with it. */
export const resource = z.strictObject({
  id: z.uuid(),
  title: z.string(),
  path: z.string(),
  wikiId: z.uuid(),
  parentId: z.uuid().nullable(),
  coverId: z.uuid().nullable(),
  themeIds: z.array(z.uuid()),
  createdAt: datetime(),
  updatedAt: datetime(),
});

/** The body of a create. */
export const create = z.strictObject({
  title: z.string().min(1).max(80),
  path: slug().max(80),
  wikiId: z.uuid().toLowerCase(),
  parentId: z.uuid().toLowerCase().nullish(),
  coverId: z.uuid().toLowerCase().nullish(),
  themeIds: listOf(z.uuid().toLowerCase(), 100).optional(),
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
