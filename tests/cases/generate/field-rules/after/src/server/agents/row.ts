import { asSeen } from "~/server/auth/fields";
import { type Prisma } from "~/server/db";
import { fields } from "./policy";

/** Which rows: a condition on agents. */
export type Where = Prisma.AgentWhereInput;
export type Row = Prisma.AgentGetPayload<{
  select: typeof select;
}>;

/** Which rows of others the actor may see. */
export type Visible = {
  deals: Prisma.DealWhereInput;
};

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
export const select = {
  id: true,
  name: true,
  rating: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.AgentSelect;

/** A row as the API shows it to whoever calls. */
export function fromRow(row: Row) {
  return asSeen(fields, {
    ...row,
  });
}
