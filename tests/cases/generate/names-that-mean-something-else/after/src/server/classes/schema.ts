import { z } from "zod";

import { equality, nullable } from "~/server/http/filters";
import { merging, patchOf } from "~/server/http/merge-patch";
import { listQuery } from "~/server/http/query";
import { datetime, listOf } from "~/server/http/scalars";

export const Function = z.enum(["default", "class", "null"]);

/** What the JSON holds. */
export const Promise = z.strictObject({
  await: z.string().min(1).max(255),
});

/** What the JSON holds. */
export const Error = z.strictObject({
  throw: z.string().min(1).max(255),
  try: z.int32().nullish(),
  nested: Promise.nullish(),
});

/** The path of one. */
export const params = z.strictObject({ id: z.uuid().toLowerCase() });

/** The word that JavaScript begins a class with. */
export const resource = z.strictObject({
  id: z.uuid(),
  default: z.string(),
  new: z.boolean(),
  function: Function,
  import: Error.nullable(),
  package: z.string().nullable(),
  objectId: z.uuid().nullable(),
  mapIds: z.array(z.uuid()),
  createdAt: datetime(),
  updatedAt: datetime(),
});

/** What a client sends to create one. */
export const create = z.strictObject({
  default: z.string().min(1).max(40),
  new: z.boolean().optional(),
  function: Function.optional(),
  import: Error.nullish(),
  package: z.string().min(1).max(60).nullish(),
  objectId: z.uuid().toLowerCase().nullish(),
  mapIds: listOf(z.uuid().toLowerCase(), 100).optional(),
});

/** What a client sends to change one, a merge patch (RFC 7396): what is absent stays, null clears. */
export const update = create.partial().extend({
  import: patchOf(Error).nullish(),
});

/** A change with its JSON as it is once it is merged with that of the row. */
export const merge = merging(
  create
    .pick({
      import: true,
    })
    .partial(),
);

/** What the list can be filtered and sorted by, and how long a page is. */
export const list = listQuery({
  filter: {
    function: equality(Function),
    objectId: nullable(equality(z.uuid().toLowerCase())),
  },
  sort: {
    default: "required",
  },
  page: { size: 20, max: 100 },
});

export type Promise = z.output<typeof Promise>;
export type Error = z.output<typeof Error>;
export type Create = z.output<typeof create>;
export type Update = z.output<typeof update>;
export type Change = ReturnType<typeof merge<Update>>;
export type ListQuery = z.output<typeof list>;
export type Filter = ListQuery["filter"][number];
