import { z } from "zod";

import { refuseDuplicateIds } from "~/server/http/bulk";
import { equality } from "~/server/http/filters";
import { nameSchemas } from "~/server/http/json-schema";
import { getQuery, listQuery } from "~/server/http/query";
import { datetime, listOf } from "~/server/http/scalars";

/** The path parameters of a single row. */
export const params = z.strictObject({ id: z.uuid().toLowerCase() });

/** The answer: what the API shows of one. */
export const resource = z.strictObject({
  id: z.uuid(),
  place: z.string(),
  pathwayId: z.uuid(),
  createdAt: datetime(),
  updatedAt: datetime(),
});

/** The body of a create. */
export const create = z.strictObject({
  place: z.string().min(1).max(80),
  pathwayId: z.uuid().toLowerCase(),
});

/** The body of an update, a JSON Merge Patch (RFC 7396): absent fields are kept, null clears. */
export const update = create.partial();

/** Which one. */
const which = params;

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
const include = ["pathway"] as const;

/** What the list can be queried by, and its page size. */
export const list = listQuery({
  filter: {
    pathwayId: equality(z.uuid().toLowerCase()),
    id: equality(z.uuid().toLowerCase()),
  },
  include,
  page: { size: 20, max: 100 },
});

/** The query parameters of a single row. */
export const get = getQuery({ include });

nameSchemas("Waypoint", { params, resource, create, update, bulk, bulkAnswer });

export type Create = z.output<typeof create>;
export type Update = z.output<typeof update>;
export type Bulk = z.output<typeof bulk>;
export type ListQuery = z.output<typeof list>;
export type GetQuery = z.output<typeof get>;
export type Include = (typeof include)[number];
export type Filter = ListQuery["filter"][number];
