import { z } from "zod";

import { listQuery } from "~/server/http/query";
import { bigint, date, datetime, decimal } from "~/server/http/scalars";

export const Kind = z.enum(["road", "rail", "air", "sea"]);

/** The path of one. */
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

/** What a client sends to create one. */
export const create = z.strictObject({
  name: z.string().min(1).max(80),
  kind: Kind,
  fee: decimal(8, 2),
  carried: bigint(),
  since: date().nullish(),
});

/** What a client sends to change one, a merge patch (RFC 7396): what is absent stays, null clears. */
export const update = create.partial();

/** What the list can be filtered and sorted by, and how long a page is. */
export const list = listQuery({
  filter: {},
  sort: {},
  page: { size: 20, max: 100 },
});

export type Create = z.output<typeof create>;
export type Update = z.output<typeof update>;
export type ListQuery = z.output<typeof list>;
