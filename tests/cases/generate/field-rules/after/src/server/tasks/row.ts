import { type Actor } from "~/server/auth/access";
import { omitUnreadable } from "~/server/auth/fields";
import { type Prisma } from "~/server/db";
import { fields } from "./policy";

export type Row = Prisma.TaskGetPayload<{ select: typeof select }>;

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
export const select = {
  id: true,
  text: true,
  done: true,
  cost: true,
  dealId: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.TaskSelect;

/** A row as the API returns it to an actor. */
export function fromRow(row: Row, actor: Actor | null) {
  return omitUnreadable(fields, actor, {
    ...row,
  });
}
