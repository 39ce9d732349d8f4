import { z } from "zod";

import { equality, number } from "~/server/http/filters";
import { listQuery } from "~/server/http/query";
import { bigint, datetime, listOf } from "~/server/http/scalars";

/** The path parameters of a single row. */
export const params = z.strictObject({ id: z.uuid().toLowerCase() });

/** The answer: what the API shows of one. */
export const resource = z.strictObject({
  id: z.uuid(),
  title: z.string(),
  studioId: z.int32(),
  fallbackId: z.int32().nullable(),
  mixedById: z.string().nullable(),
  ledgerId: bigint(),
  seenInIds: z.array(z.int32()),
  createdAt: datetime(),
  updatedAt: datetime(),
});

/** The body of a create. */
export const create = z.strictObject({
  title: z.string().min(1).max(80),
  studioId: z.int32(),
  fallbackId: z.int32().nullish(),
  mixedById: z.string().min(1).max(255).nullish(),
  ledgerId: bigint(),
  seenInIds: listOf(z.int32(), 100).optional(),
});

/** The body of an update, a JSON Merge Patch: absent fields are kept, null clears. */
export const update = create.partial();

/** Filters, sort keys and page size of the list. */
export const list = listQuery({
  filter: {
    studioId: equality(number(z.int32())),
    ledgerId: equality(bigint()),
  },
  sort: {},
  page: { size: 20, max: 100 },
});

export type Create = z.output<typeof create>;
export type Update = z.output<typeof update>;
export type ListQuery = z.output<typeof list>;
export type Filter = ListQuery["filter"][number];
