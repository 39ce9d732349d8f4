import { asSeen } from "~/server/auth/fields";
import { type Prisma } from "~/server/db";
import { scaled, unscaled } from "~/server/rows";
import { fields } from "./policy";
import type * as schema from "./schema";

/** Which rows: a condition on deals. */
export type Where = Prisma.DealWhereInput;
export type Row = Prisma.DealGetPayload<{
  select: typeof select;
}>;

/** Which rows of others the actor may see. */
export type Visible = {
  agent: Prisma.AgentWhereInput;
  tasks: Prisma.TaskWhereInput;
};

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
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

/** A row as the API shows it to whoever calls. */
export function fromRow(row: Row) {
  return asSeen(fields, {
    ...row,
    margin: unscaled(row.margin, 2),
  });
}

/** What a new row stores otherwise than it is sent. */
export function stored(sent: schema.Create) {
  return {
    margin: scaled(sent.margin, 2),
  };
}

/** What a change stores otherwise than it is sent. */
export function storedChange(change: schema.Update) {
  return {
    margin: scaled(change.margin, 2),
  };
}

/** Rows that are there: not deleted. */
export const living: Where = {
  deletedAt: null,
};

/** Rows that may be deleted: nothing that is there points to them. */
export const free: Where = {
  tasks: { none: {} },
};
