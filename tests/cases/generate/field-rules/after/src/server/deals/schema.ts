import { z } from "zod";

import { onceEach } from "~/server/http/bulk";
import { equality, nullable, number, range, text } from "~/server/http/filters";
import { getQuery, listQuery } from "~/server/http/query";
import { forReaders, without, type Asked } from "~/server/http/readers";
import { datetime, decimal, listOf } from "~/server/http/scalars";
import * as taskSchema from "~/server/tasks/schema";

export const Stage = z.enum(["open", "won", "lost"]);

/** The path of one. */
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

/** What a client sends to create one. */
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

/** What a client sends to change one, a merge patch (RFC 7396): what is absent stays, null clears. */
export const update = create.partial().omit({
  tasks: true,
});

/** Which one, and in which version if that matters. */
const which = params.extend({ version: z.int32().min(1).optional() });

/** What a client sends to create, change and delete several at once. */
export const bulk = z
  .strictObject({
    delete: listOf(which, 20).optional(),
    update: listOf(update.extend(which.shape), 20).optional(),
    create: listOf(create, 20).optional(),
  })
  .superRefine(onceEach);

/** What it answers: what is gone, and what was changed and created as it is now. */
export const bulkAnswer = z.strictObject({
  delete: z.array(params),
  update: z.array(resource),
  create: z.array(resource),
});

/** What answers can include. */
const include = ["agent", "tasks"] as const;

/** What the list can be filtered and sorted by, and how long a page is. */
const asked = {
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
} satisfies Asked;

/** The same, without what the actor does not see. */
export const list = forReaders((unread) => listQuery(without(asked, unread)));

/** What can be asked of one. */
export const get = forReaders((unread) =>
  getQuery(without({ include, fields: resource }, unread)),
);

export type Create = z.output<typeof create>;
export type Update = z.output<typeof update>;
export type Bulk = z.output<typeof bulk>;
export type ListQuery = z.output<ReturnType<typeof list>>;
export type GetQuery = z.output<ReturnType<typeof get>>;
export type Include = (typeof include)[number];
export type Filter = ListQuery["filter"][number];
