import { z } from "zod";

import { equality, range } from "~/server/http/filters";
import { nameSchemas } from "~/server/http/json-schema";
import { merging, patchOf } from "~/server/http/merge-patch";
import { listQuery } from "~/server/http/query";
import {
  bigint,
  bytes,
  date,
  datetime,
  decimal,
  json,
  slug,
  url,
} from "~/server/http/scalars";

export const Kind = z.enum(["a", "B_1"]);

export const Choice = z.enum(["yes", "no"]);

/** What the JSON holds. */
export const Lid = z.strictObject({
  colour: z.string().min(0).max(255),
});

/** What the JSON holds. */
export const Box = z.strictObject({
  edge: decimal(9, 3),
  day: date().nullish(),
  big: bigint(),
  inner: Lid.nullish(),
});

/** The path parameters of a single row. */
export const params = z.strictObject({ id: z.uuid().toLowerCase() });

/** A value of each type; what goes in has to come out. */
export const resource = z.strictObject({
  id: z.uuid(),
  exact: decimal(18, 6),
  small: decimal(18, 17),
  huge: bigint(),
  count: z.int(),
  ratio: z.number(),
  flag: z.boolean(),
  day: date(),
  moment: datetime(),
  code: z.uuid(),
  letter: z.string(),
  long: z.string(),
  body: z.string(),
  mail: z.string(),
  link: z.string(),
  slug: z.string(),
  kind: Kind,
  data: json(),
  box: Box,
  blob: z.base64(),
  amount: decimal(9, 2).nullable(),
  number: bigint().nullable(),
  note: z.string().nullable(),
  since: date().nullable(),
  at: datetime().nullable(),
  extra: json().nullable(),
  raw: z.base64().nullable(),
  choice: Choice.nullable(),
  createdAt: datetime(),
  updatedAt: datetime(),
});

/** The body of a create. */
export const create = z.strictObject({
  exact: decimal(18, 6),
  small: decimal(18, 17),
  huge: bigint(),
  count: z.int32(),
  ratio: z.number(),
  flag: z.boolean(),
  day: date(),
  moment: datetime(),
  code: z.uuid().toLowerCase(),
  letter: z.string().min(1).max(1),
  long: z.string().min(1).max(10000),
  body: z.string().min(0).max(100000),
  mail: z.email().max(254),
  link: url().max(2048),
  slug: slug().max(80),
  kind: Kind,
  data: json(),
  box: Box,
  blob: bytes({ max: 100000 }),
  amount: decimal(9, 2).nullish(),
  number: bigint().nullish(),
  note: z.string().min(0).max(10000).nullish(),
  since: date().nullish(),
  at: datetime().nullish(),
  extra: json().nullish(),
  raw: bytes({ max: 65536 }).nullish(),
  choice: Choice.nullish(),
});

/** The body of an update, a JSON Merge Patch (RFC 7396): absent fields are kept, null clears. */
export const update = create.partial().extend({
  data: patchOf(json()).optional(),
  box: patchOf(Box).optional(),
  extra: patchOf(json()).nullish(),
});

/** A change with its JSON as it is once it is merged with that of the row. */
export const merge = merging(
  create
    .pick({
      data: true,
      box: true,
      extra: true,
    })
    .partial(),
);

/** What the list can be queried by, and its page size. */
export const list = listQuery({
  filter: {
    exact: range(decimal(18, 6)),
    huge: range(bigint()),
    day: range(date()),
    code: equality(z.uuid().toLowerCase()),
  },
  page: { size: 20, max: 100 },
});

nameSchemas(
  "Extreme",
  { params, resource, create, update },
  "A value of each type; what goes in has to come out.",
);

export type Lid = z.output<typeof Lid>;
export type Box = z.output<typeof Box>;
export type Create = z.output<typeof create>;
export type Update = z.output<typeof update>;
export type Change = ReturnType<typeof merge<Update>>;
export type JsonField = keyof Parameters<typeof merge>[1];
export type ListQuery = z.output<typeof list>;
export type Filter = ListQuery["filter"][number];
