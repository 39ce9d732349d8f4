import { z } from "zod";

import { nameSchemas } from "~/server/http/json-schema";
import { merging, patchOf } from "~/server/http/merge-patch";
import { listQuery } from "~/server/http/query";
import { bytes, datetime, json, listOf } from "~/server/http/scalars";

/** What the JSON holds. */
export const Place = z.strictObject({
  street: z.string().min(1).max(80),
  zip: z.string().min(1).max(10).nullish(),
  height: z.number(),
  names: listOf(
    z
      .string()
      .trim()
      .min(1)
      .max(20)
      .regex(/^[A-Z].*$/),
    3,
  ),
  kinds: listOf(z.enum(["home", "work"]), 100),
  marks: listOf(z.int32().min(1), 100),
});

/** The path parameters of a single row. */
export const params = z.strictObject({ id: z.uuid().toLowerCase() });

/** The answer: what the API shows of one. */
export const resource = z.strictObject({
  id: z.uuid(),
  settings: json().nullable(),
  place: Place,
  second: Place.nullable(),
  cover: z.base64().nullable(),
  createdAt: datetime(),
  updatedAt: datetime(),
});

/** The body of a create. */
export const create = z.strictObject({
  settings: json().nullish(),
  place: Place,
  second: Place.nullish(),
  cover: bytes({ max: 4096 }).nullish(),
});

/** The body of an update, a JSON Merge Patch (RFC 7396): absent fields are kept, null clears. */
export const update = create.partial().extend({
  settings: patchOf(json()).nullish(),
  place: patchOf(Place).optional(),
  second: patchOf(Place).nullish(),
});

/** A change with its JSON as it is once it is merged with that of the row. */
export const merge = merging(
  create
    .pick({
      settings: true,
      place: true,
      second: true,
    })
    .partial(),
);

/** What the list can be queried by, and its page size. */
export const list = listQuery({
  page: { size: 20, max: 100 },
});

nameSchemas("Gallery", { params, resource, create, update });

export type Place = z.output<typeof Place>;
export type Create = z.output<typeof create>;
export type Update = z.output<typeof update>;
export type Change = ReturnType<typeof merge<Update>>;
export type JsonField = keyof Parameters<typeof merge>[1];
export type ListQuery = z.output<typeof list>;
