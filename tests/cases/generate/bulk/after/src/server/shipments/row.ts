import { type Prisma } from "~/server/db";
import { idsOf, scaled, unscaled } from "~/server/rows";
import type * as schema from "./schema";

/** Which rows: a condition on shipments. */
export type Where = Prisma.ShipmentWhereInput;
export type Row = Prisma.ShipmentGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
export const select = {
  id: true,
  code: true,
  weight: true,
  fragile: true,
  depotId: true,
  userId: true,
  labels: { select: { id: true } },
  createdAt: true,
  updatedAt: true,
  version: true,
} satisfies Prisma.ShipmentSelect;

/** A row as the API shows it. */
export function fromRow({ labels, ...row }: Row) {
  return {
    ...row,
    weight: unscaled(row.weight, 2),
    labelIds: idsOf(labels),
  };
}

/** What a new row stores otherwise than it is sent. */
export function stored(sent: schema.Create) {
  return {
    weight: scaled(sent.weight, 2),
  };
}

/** What a change stores otherwise than it is sent. */
export function storedChange(change: schema.Update) {
  return {
    weight: scaled(change.weight, 2),
  };
}

/** Rows that are there: not deleted. */
export const living: Where = {
  deletedAt: null,
};
