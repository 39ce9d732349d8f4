import * as agentSchema from "~/server/agents/schema";
import { type Actor } from "~/server/auth/access";
import { omitUnreadable } from "~/server/auth/fields";
import { type Prisma } from "~/server/db";
import { including, toMany, toOne } from "~/server/http/json-schema";
import { scaled, unscaled } from "~/server/rows";
import * as taskSchema from "~/server/tasks/schema";
import { fields, type Where } from "./policy";
import * as schema from "./schema";

export type Row = Prisma.DealGetPayload<{ select: typeof select }>;

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
export const select = {
  id: true,
  title: true,
  stage: true,
  margin: true,
  code: true,
  memo: true,
  agentId: true,
  userId: true,
  createdAt: true,
  updatedAt: true,
  version: true,
} satisfies Prisma.DealSelect;

/** A row with the relations that a query includes. */
export const answer = including(schema.resource, {
  agent: toOne(agentSchema.resource),
  tasks: toMany(taskSchema.resource),
});

/** A row as the API returns it to an actor. */
export function fromRow(row: Row, actor: Actor | null) {
  return omitUnreadable(fields, actor, {
    ...row,
    margin: unscaled(row.margin, 2),
  });
}

/** The fields of a new row that are stored in another form than the API's. */
export function stored(sent: schema.Create) {
  return { margin: scaled(sent.margin, 2) };
}

/** The fields of an update that are stored in another form than the API's. */
export function storedChange(change: schema.Update) {
  return { margin: scaled(change.margin, 2) };
}

/** Rows that are there: not deleted. */
export const notDeleted: Where = {
  deletedAt: null,
};
