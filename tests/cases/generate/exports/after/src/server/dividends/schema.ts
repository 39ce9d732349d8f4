import { z } from "zod";

import { exportQuery } from "~/server/http/export";
import { nullable, range, text } from "~/server/http/filters";
import { nameSchemas } from "~/server/http/json-schema";
import { getQuery, listQuery } from "~/server/http/query";
import {
  queryPerReader,
  withoutUnreadable,
  type QueryOptions,
} from "~/server/http/readers";
import { datetime, decimal, number } from "~/server/http/scalars";

/** The path parameters of a single row. */
export const params = z.strictObject({ id: z.uuid().toLowerCase() });

/** The answer: what the API shows of one. */
export const resource = z.strictObject({
  id: z.uuid(),
  year: z.int(),
  amount: decimal(10, 2),
  remark: z.string().nullable().optional(),
  userId: z.string(),
  createdAt: datetime(),
  updatedAt: datetime(),
});

/** The body of a create. */
export const create = z.strictObject({
  year: z.int32(),
  amount: decimal(10, 2),
  remark: z.string().min(1).max(10000).nullish(),
});

/** The body of an update, a JSON Merge Patch (RFC 7396): absent fields are kept, null clears. */
export const update = create.partial();

/** What the list can be queried by, and its page size. */
const queryOptions = {
  filter: {
    year: range(number(z.int32())),
    remark: nullable(text(10000)),
  },
  sort: { amount: "required" },
  fields: resource,
  page: { size: 20, max: 100 },
} satisfies QueryOptions;

/** The same, without fields that the actor may not read. */
export const list = queryPerReader((unread) =>
  listQuery(withoutUnreadable(queryOptions, unread)),
);

/** What an export can be queried by: as the list. */
export const exported = queryPerReader((unread) => exportQuery(list(unread)));

/** The query parameters of a single row. */
export const get = queryPerReader((unread) =>
  getQuery(withoutUnreadable({ fields: resource }, unread)),
);

nameSchemas("Dividend", { params, resource, create, update });

export type Create = z.output<typeof create>;
export type Update = z.output<typeof update>;
export type ListQuery = z.output<ReturnType<typeof list>>;
export type Filter = ListQuery["filter"][number];
