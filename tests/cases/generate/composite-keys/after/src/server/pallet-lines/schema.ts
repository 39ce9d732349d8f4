import { z } from "zod";

import { compositeKey } from "~/server/composite-key";
import { refuseDuplicateIds } from "~/server/http/bulk";
import { equality, range } from "~/server/http/filters";
import { nameSchemas } from "~/server/http/json-schema";
import { getQuery, listQuery } from "~/server/http/query";
import { datetime, listOf, number } from "~/server/http/scalars";

/** The key of a single row: its id has the parts, parted by commas. */
export const rowKey = compositeKey({
  palletId: z.uuid().toLowerCase(),
  wareId: z.uuid().toLowerCase(),
});

/** The path parameters of a single row. */
export const params = z.strictObject({ id: rowKey.id });

/** The answer: what the API shows of one. */
export const resource = z.strictObject({
  id: rowKey.id,
  quantity: z.int(),
  note: z.string().nullable(),
  palletId: z.uuid(),
  wareId: z.uuid(),
  createdAt: datetime(),
  updatedAt: datetime(),
  version: z.int(),
});

/** The body of a create. */
export const create = z.strictObject({
  quantity: z.int32().min(1),
  note: z.string().min(1).max(200).nullish(),
  palletId: z.uuid().toLowerCase(),
  wareId: z.uuid().toLowerCase(),
});

/** The body of an update, a JSON Merge Patch (RFC 7396): absent fields are kept, null clears. */
export const update = create.partial().omit({ palletId: true, wareId: true });

/** Which one, and in which version if that matters. */
const which = params.extend({ version: z.int32().min(1).optional() });

/** The body of a bulk request. */
export const bulk = z
  .strictObject({
    delete: listOf(which, 50).optional(),
    update: listOf(update.extend(which.shape), 50).optional(),
    create: listOf(create, 50).optional(),
  })
  .superRefine(refuseDuplicateIds);

/** The response to a bulk request: deleted ids, and rows as updated and created. */
export const bulkAnswer = z.strictObject({
  delete: z.array(params),
  update: z.array(resource),
  create: z.array(resource),
});

/** The relations that responses can include. */
const include = ["pallet", "ware"] as const;

/** What the list can be queried by, and its page size. */
export const list = listQuery({
  filter: {
    quantity: range(number(z.int32())),
    palletId: equality(z.uuid().toLowerCase()),
    wareId: equality(z.uuid().toLowerCase()),
  },
  sort: { quantity: "required" },
  include,
  page: { size: 20, max: 100 },
});

/** The query parameters of a single row. */
export const get = getQuery({ include });

nameSchemas("PalletLine", {
  params,
  resource,
  create,
  update,
  bulk,
  bulkAnswer,
});

export type Create = z.output<typeof create>;
export type Update = z.output<typeof update>;
export type Bulk = z.output<typeof bulk>;
export type ListQuery = z.output<typeof list>;
export type GetQuery = z.output<typeof get>;
export type Include = (typeof include)[number];
export type Filter = ListQuery["filter"][number];
