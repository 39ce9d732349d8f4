import { z } from "zod";

import { listQuery } from "~/server/http/query";
import { bigint, date, datetime, decimal } from "~/server/http/scalars";

export const Kind = z.enum(["road", "rail", "air", "sea"]);

/** The path parameters of a single row. */
export const params = z.strictObject({ id: z.uuid().toLowerCase() });

/** Whom a user has parcels carried by. */
export const resource = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  kind: Kind,
  fee: decimal(8, 2),
  carried: bigint(),
  since: date().nullable(),
  userId: z.string(),
  createdAt: datetime(),
  updatedAt: datetime(),
});

/** The body of a create. */
export const create = z.strictObject({
  name: z.string().min(1).max(80),
  kind: Kind,
  fee: decimal(8, 2),
  carried: bigint(),
  since: date().nullish(),
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
