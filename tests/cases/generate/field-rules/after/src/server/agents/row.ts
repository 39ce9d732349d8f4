import { type Actor } from "~/server/auth/access";
import { omitUnreadable } from "~/server/auth/fields";
import { type Prisma } from "~/server/db";
import * as dealSchema from "~/server/deals/schema";
import { including, toMany } from "~/server/http/json-schema";
import { fields } from "./policy";
import * as schema from "./schema";

export type Row = Prisma.AgentGetPayload<{ select: typeof select }>;

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
export const select = {
  id: true,
  name: true,
  rating: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.AgentSelect;

/** A row with the relations that a query includes. */
export const answer = including(schema.resource, {
  deals: toMany(dealSchema.resource),
});

/** A row as the API returns it to an actor. */
export function fromRow(row: Row, actor: Actor | null) {
  return omitUnreadable(fields, actor, {
    ...row,
  });
}
