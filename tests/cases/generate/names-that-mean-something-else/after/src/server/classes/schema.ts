import { z } from "zod";

import { equality, nullable } from "~/server/http/filters";
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

/** The path parameters of a single row. */
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

/** The body of a create. */
export const create = z.strictObject({
  default: z.string().min(1).max(40),
  new: z.boolean().optional(),
  function: Function.optional(),
  import: Error.nullish(),
  package: z.string().min(1).max(60).nullish(),
  objectId: z.uuid().toLowerCase().nullish(),
  mapIds: listOf(z.uuid().toLowerCase(), 100).optional(),
});

/** The body of an update, a JSON Merge Patch: absent fields are kept, null clears. */
export const update = create.partial();

/** Filters, sort keys and page size of the list. */
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
export type ListQuery = z.output<typeof list>;
export type Filter = ListQuery["filter"][number];
