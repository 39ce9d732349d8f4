import { z } from "zod";

import { refuseDuplicateIds } from "~/server/http/bulk";
import { equality, holding, text } from "~/server/http/filters";
import { nameSchemas } from "~/server/http/json-schema";
import { getQuery, listQuery } from "~/server/http/query";
import { datetime, listOf, number, pathNumber } from "~/server/http/scalars";
import * as sceneSchema from "~/server/scenes/schema";

/** The path parameters of a single row. */
export const params = z.strictObject({ id: pathNumber() });

/** The id of a single row in a body. */
export const key = z.strictObject({ id: z.int32() });

/** The answer: what the API shows of one. */
export const resource = z.strictObject({
  id: z.int32(),
  heading: z.string(),
  size: z.int(),
  novelId: z.int32(),
  criticIds: z.array(z.int32()),
  userId: z.string(),
  createdAt: datetime(),
  updatedAt: datetime(),
  version: z.int(),
});

/** The body of a create. */
export const create = z.strictObject({
  heading: z.string().min(1).max(80),
  size: z.int32(),
  novelId: z.int32(),
  criticIds: listOf(z.int32(), 100).optional(),
  scenes: listOf(sceneSchema.create.omit({ chapterId: true }), 100).optional(),
});

/** The body of an update, a JSON Merge Patch (RFC 7396): absent fields are kept, null clears. */
export const update = create.partial().omit({ scenes: true });

/** Which one, and in which version if that matters. */
const which = key.extend({ version: z.int32().min(1).optional() });

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
  delete: z.array(key),
  update: z.array(resource),
  create: z.array(resource),
});

/** The relations that responses can include. */
const include = ["novel", "critics"] as const;

/** What the list can be queried by, and its page size. */
export const list = listQuery({
  filter: {
    novelId: equality(number(z.int32())),
    criticIds: holding(number(z.int32())),
  },
  through: {
    novel: { title: text(80) },
  },
  sort: { size: "required" },
  include,
  page: { size: 20, max: 100 },
});

/** The query parameters of a single row. */
export const get = getQuery({ include });

nameSchemas("Chapter", { params, resource, create, update, bulk, bulkAnswer });

export type Create = z.output<typeof create>;
export type Update = z.output<typeof update>;
export type Bulk = z.output<typeof bulk>;
export type ListQuery = z.output<typeof list>;
export type GetQuery = z.output<typeof get>;
export type Include = (typeof include)[number];
export type Filter = ListQuery["filter"][number];
