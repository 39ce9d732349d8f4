import { z } from "zod";

import { refuseDuplicateIds } from "~/server/http/bulk";
import { equality, nullable, number, range, text } from "~/server/http/filters";
import { getQuery, listQuery } from "~/server/http/query";
import {
  queryPerReader,
  withoutUnreadable,
  type QueryOptions,
} from "~/server/http/readers";
import { datetime, decimal, listOf } from "~/server/http/scalars";
import * as taskSchema from "~/server/tasks/schema";

export const Stage = z.enum(["open", "won", "lost"]);

/** The path parameters of a single row. */
export const params = z.strictObject({ id: z.uuid().toLowerCase() });

/** What may be earned. */
export const resource = z.strictObject({
  id: z.uuid(),
  title: z.string(),
  stage: Stage,
  margin: decimal(10, 2).nullable().optional(),
  code: z.string().nullable().optional(),
  memo: z.string().nullable().optional(),
  agentId: z.uuid(),
  userId: z.string(),
  createdAt: datetime(),
  updatedAt: datetime(),
  version: z.int(),
});

/** The body of a create. */
export const create = z.strictObject({
  title: z.string().min(1).max(80),
  stage: Stage.optional(),
  margin: decimal(10, 2).nullish(),
  code: z.string().min(1).max(12).nullish(),
  memo: z.string().min(1).max(10000).nullish(),
  agentId: z.uuid().toLowerCase(),
  tasks: listOf(
    taskSchema.create.omit({
      dealId: true,
    }),
    100,
  ).optional(),
});

/** The body of an update, a JSON Merge Patch: absent fields are kept, null clears. */
export const update = create.partial().omit({
  tasks: true,
});

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
const include = ["agent", "tasks"] as const;

/** Filters, sort keys and page size of the list. */
const queryOptions = {
  filter: {
    title: text(80),
    stage: equality(Stage),
    margin: nullable(range(decimal(10, 2))),
    agentId: equality(z.uuid().toLowerCase()),
  },
  through: {
    agent: {
      rating: range(number(z.int32())),
    },
  },
  sort: {
    title: "required",
    margin: "nullable",
  },
  search: true,
  include,
  fields: resource,
  page: { size: 20, max: 100 },
} satisfies QueryOptions;

/** The same, without fields that the actor may not read. */
export const list = queryPerReader((unread) =>
  listQuery(withoutUnreadable(queryOptions, unread)),
);

/** The query parameters of a single row. */
export const get = queryPerReader((unread) =>
  getQuery(withoutUnreadable({ include, fields: resource }, unread)),
);

export type Create = z.output<typeof create>;
export type Update = z.output<typeof update>;
export type Bulk = z.output<typeof bulk>;
export type ListQuery = z.output<ReturnType<typeof list>>;
export type GetQuery = z.output<ReturnType<typeof get>>;
export type Include = (typeof include)[number];
export type Filter = ListQuery["filter"][number];
