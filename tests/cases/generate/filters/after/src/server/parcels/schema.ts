import { z } from "zod";

import {
  equality,
  holding,
  nullable,
  number,
  range,
  text,
} from "~/server/http/filters";
import { listQuery } from "~/server/http/query";
import { bigint, date, datetime, decimal, listOf } from "~/server/http/scalars";

/** The path parameters of a single row. */
export const params = z.strictObject({ id: z.uuid().toLowerCase() });

/** Something that is carried. */
export const resource = z.strictObject({
  id: z.uuid(),
  code: z.string(),
  weight: z.int().nullable(),
  carrierId: z.uuid(),
  backupId: z.uuid().nullable(),
  stampIds: z.array(z.uuid()),
  createdAt: datetime(),
  updatedAt: datetime(),
});

/** The body of a create. */
export const create = z.strictObject({
  code: z.string().min(1).max(12),
  weight: z.int32().nullish(),
  carrierId: z.uuid().toLowerCase(),
  backupId: z.uuid().toLowerCase().nullish(),
  stampIds: listOf(z.uuid().toLowerCase(), 100).optional(),
});

/** The body of an update, a JSON Merge Patch: absent fields are kept, null clears. */
export const update = create.partial();

/** Filters, sort keys and page size of the list. */
export const list = listQuery({
  filter: {
    code: text(12),
    weight: nullable(range(number(z.int32()))),
    stampIds: holding(z.uuid().toLowerCase()),
  },
  through: {
    carrier: {
      name: text(80),
      kind: equality(z.enum(["road", "rail", "air", "sea"])),
      fee: range(decimal(8, 2)),
    },
    backup: {
      carried: range(bigint()),
      since: nullable(range(date())),
    },
  },
  sort: {},
  page: { size: 20, max: 100 },
});

export type Create = z.output<typeof create>;
export type Update = z.output<typeof update>;
export type ListQuery = z.output<typeof list>;
export type Filter = ListQuery["filter"][number];
