import { z } from "zod";

import { nameSchemas } from "~/server/http/json-schema";
import { getQuery, listQuery } from "~/server/http/query";
import { datetime, pathNumber } from "~/server/http/scalars";

/** The path parameters of a single row. */
export const params = z.strictObject({ id: pathNumber() });

/** The id of a single row in a body. */
export const key = z.strictObject({ id: z.int32() });

/** The answer: what the API shows of one. */
export const resource = z.strictObject({
  id: z.int32(),
  text: z.string(),
  createdAt: datetime(),
  updatedAt: datetime(),
});

/** The body of a create. */
export const create = z.strictObject({
  id: z.int32(),
  text: z.string().min(1).max(10000),
});

/** The body of an update, a JSON Merge Patch (RFC 7396): absent fields are kept, null clears. */
export const update = create.partial().omit({ id: true });

/** The relations that responses can include. */
const include = ["novel"] as const;

/** What the list can be queried by, and its page size. */
export const list = listQuery({
  include,
  page: { size: 20, max: 100 },
});

/** The query parameters of a single row. */
export const get = getQuery({ include });

nameSchemas("Foreword", { params, resource, create, update });

export type Create = z.output<typeof create>;
export type Update = z.output<typeof update>;
export type ListQuery = z.output<typeof list>;
export type GetQuery = z.output<typeof get>;
export type Include = (typeof include)[number];
