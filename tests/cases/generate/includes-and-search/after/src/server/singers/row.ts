import { type Prisma } from "~/server/db";
import { scaled, unscaled } from "~/server/rows";
import type * as schema from "./schema";

/** Which rows: a condition on singers. */
export type Where = Prisma.SingerWhereInput;
export type Row = Prisma.SingerGetPayload<{
  select: typeof select;
}>;

/** Which rows of others the actor may see. */
export type Visible = {
  choir: Prisma.ChoirWhereInput;
  leads: Prisma.ChoirWhereInput;
};

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
export const select = {
  id: true,
  name: true,
  fee: true,
  choirId: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.SingerSelect;

/** A row as the API shows it. */
export function fromRow(row: Row) {
  return {
    ...row,
    fee: unscaled(row.fee, 2),
  };
}

/** What a new row stores otherwise than it is sent. */
export function stored(sent: schema.Create) {
  return {
    fee: scaled(sent.fee, 2),
  };
}

/** What a change stores otherwise than it is sent. */
export function storedChange(change: schema.Update) {
  return {
    fee: scaled(change.fee, 2),
  };
}
