import { z } from "zod";

import { equality, range } from "~/server/http/filters";
import { nameSchemas } from "~/server/http/json-schema";
import { getQuery, listQuery } from "~/server/http/query";
import { cuid, datetime, decimal, pathText } from "~/server/http/scalars";

/** The path parameters of a single row. */
export const params = z.strictObject({ id: cuid() });

/** The answer: what the API shows of one. */
export const resource = z.strictObject({
  id: cuid(),
  code: z.string(),
  ticket: z.uuid(),
  price: decimal(65, 30),
  railyardId: pathText(),
  createdAt: datetime(),
  updatedAt: datetime(),
});

/** The body of a create. */
export const create = z.strictObject({
  code: z.string().min(1).max(40).optional(),
  ticket: z.uuid().toLowerCase().optional(),
  price: decimal(65, 30).optional(),
  railyardId: pathText(),
});

/** The body of an update, a JSON Merge Patch (RFC 7396): absent fields are kept, null clears. */
export const update = create.partial();

/** The relations that responses can include. */
const include = ["railyard"] as const;

/** What the list can be queried by, and its page size. */
export const list = listQuery({
  filter: {
    ticket: equality(z.uuid().toLowerCase()),
    price: range(decimal(65, 30)),
  },
  include,
  page: { size: 20, max: 100 },
});

/** The query parameters of a single row. */
export const get = getQuery({ include });

nameSchemas("Wagon", { params, resource, create, update });

export type Create = z.output<typeof create>;
export type Update = z.output<typeof update>;
export type ListQuery = z.output<typeof list>;
export type GetQuery = z.output<typeof get>;
export type Include = (typeof include)[number];
export type Filter = ListQuery["filter"][number];
