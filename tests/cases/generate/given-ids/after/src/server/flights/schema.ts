import { z } from "zod";

import { refuseDuplicateIds } from "~/server/http/bulk";
import { nameSchemas } from "~/server/http/json-schema";
import { getQuery, listQuery } from "~/server/http/query";
import { datetime, listOf, pathText } from "~/server/http/scalars";
import * as stopoverSchema from "~/server/stopovers/schema";

/** The path parameters of a single row. */
export const params = z.strictObject({ id: z.uuid().toLowerCase() });

/** The answer: what the API shows of one. */
export const resource = z.strictObject({
  id: z.uuid(),
  gate: z.string().nullable(),
  fromId: pathText(),
  createdAt: datetime(),
  updatedAt: datetime(),
  version: z.int(),
});

/** The body of a create. */
export const create = z.strictObject({
  id: z.uuid().toLowerCase(),
  gate: z.string().min(1).max(5).nullish(),
  fromId: pathText(),
  stops: listOf(stopoverSchema.create.omit({ flightId: true }), 100).optional(),
});

/** The body of an update, a JSON Merge Patch (RFC 7396): absent fields are kept, null clears. */
export const update = create.partial().omit({ id: true, stops: true });

/** Which one, and in which version if that matters. */
const which = params.extend({ version: z.int32().min(1).optional() });

/** The body of a bulk request. */
export const bulk = z
  .strictObject({
    delete: listOf(which, 20).optional(),
    update: listOf(update.extend(which.shape), 20).optional(),
    create: listOf(create, 20).optional(),
  })
  .superRefine(refuseDuplicateIds);

/** The response to a bulk request: deleted ids, and rows as updated and created. */
export const bulkAnswer = z.strictObject({
  delete: z.array(params),
  update: z.array(resource),
  create: z.array(resource),
});

/** The relations that responses can include. */
const include = ["from", "stops"] as const;

/** What the list can be queried by, and its page size. */
export const list = listQuery({
  include,
  page: { size: 20, max: 100 },
});

/** The query parameters of a single row. */
export const get = getQuery({ include });

nameSchemas("Flight", { params, resource, create, update, bulk, bulkAnswer });

export type Create = z.output<typeof create>;
export type Update = z.output<typeof update>;
export type Bulk = z.output<typeof bulk>;
export type ListQuery = z.output<typeof list>;
export type GetQuery = z.output<typeof get>;
export type Include = (typeof include)[number];
