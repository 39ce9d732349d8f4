import { z } from "zod";

import { equality, flag, nullable, range, text } from "~/server/http/filters";
import { nameSchemas } from "~/server/http/json-schema";
import { listQuery } from "~/server/http/query";
import {
  bigint,
  date,
  datetime,
  decimal,
  number,
  slug,
  url,
} from "~/server/http/scalars";

export const AnEnum = z.enum(["red", "green", "blue"]);

export const MaybeEnum = z.enum(["north", "south"]);

/** The path parameters of a single row. */
export const params = z.strictObject({ id: z.uuid().toLowerCase() });

/** One field of every type, required, and one that may be null. */
export const resource = z.strictObject({
  id: z.uuid(),
  aString: z.string(),
  aText: z.string(),
  anInt: z.int(),
  aBigint: bigint(),
  aFloat: z.number(),
  aDecimal: decimal(18, 6),
  aBoolean: z.boolean(),
  aDate: date(),
  aDatetime: datetime(),
  aUuid: z.uuid(),
  anEmail: z.string(),
  aUrl: z.string(),
  aSlug: z.string(),
  anEnum: AnEnum,
  maybeString: z.string().nullable(),
  maybeText: z.string().nullable(),
  maybeInt: z.int().nullable(),
  maybeBigint: bigint().nullable(),
  maybeFloat: z.number().nullable(),
  maybeDecimal: decimal(4, 0).nullable(),
  maybeBoolean: z.boolean().nullable(),
  maybeDate: date().nullable(),
  maybeDatetime: datetime().nullable(),
  maybeUuid: z.uuid().nullable(),
  maybeEmail: z.string().nullable(),
  maybeUrl: z.string().nullable(),
  maybeSlug: z.string().nullable(),
  maybeEnum: MaybeEnum.nullable(),
  createdAt: datetime(),
  updatedAt: datetime(),
});

/** The body of a create. */
export const create = z.strictObject({
  aString: z.string().trim().min(1).max(40),
  aText: z.string().min(1).max(10000),
  anInt: z.int32().min(-5).max(2000000000),
  aBigint: bigint(),
  aFloat: z.number(),
  aDecimal: decimal(18, 6),
  aBoolean: z.boolean(),
  aDate: date(),
  aDatetime: datetime(),
  aUuid: z.uuid().toLowerCase(),
  anEmail: z.string().toLowerCase().max(254).pipe(z.email()),
  aUrl: url().max(2048),
  aSlug: slug().max(80),
  anEnum: AnEnum,
  maybeString: z.string().min(1).max(255).nullish(),
  maybeText: z.string().min(1).max(10000).nullish(),
  maybeInt: z.int32().nullish(),
  maybeBigint: bigint().nullish(),
  maybeFloat: z.number().nullish(),
  maybeDecimal: decimal(4, 0).nullish(),
  maybeBoolean: z.boolean().nullish(),
  maybeDate: date().nullish(),
  maybeDatetime: datetime().nullish(),
  maybeUuid: z.uuid().toLowerCase().nullish(),
  maybeEmail: z.email().max(254).nullish(),
  maybeUrl: url().max(2048).nullish(),
  maybeSlug: slug().max(80).nullish(),
  maybeEnum: MaybeEnum.nullish(),
});

/** The body of an update, a JSON Merge Patch (RFC 7396): absent fields are kept, null clears. */
export const update = create.partial();

/** What the list can be queried by, and its page size. */
export const list = listQuery({
  filter: {
    aString: text(40),
    aText: text(10000),
    anInt: range(number(z.int32())),
    aBigint: range(bigint()),
    aFloat: range(number(z.number())),
    aDecimal: range(decimal(18, 6)),
    aBoolean: flag(),
    aDate: range(date()),
    aDatetime: range(datetime()),
    aUuid: equality(z.uuid().toLowerCase()),
    anEmail: text(254),
    aUrl: text(2048),
    aSlug: text(80),
    anEnum: equality(AnEnum),
    maybeInt: nullable(range(number(z.int32()))),
    maybeDecimal: nullable(range(decimal(4, 0))),
  },
  sort: {
    aString: "required",
    anInt: "required",
    aBigint: "required",
    aFloat: "required",
    aDecimal: "required",
    aDate: "required",
    aDatetime: "required",
    maybeInt: "nullable",
    maybeDatetime: "nullable",
  },
  page: { size: 20, max: 100 },
});

nameSchemas(
  "Specimen",
  { params, resource, create, update },
  "One field of every type, required, and one that may be null.",
);

export type Create = z.output<typeof create>;
export type Update = z.output<typeof update>;
export type ListQuery = z.output<typeof list>;
export type Filter = ListQuery["filter"][number];
