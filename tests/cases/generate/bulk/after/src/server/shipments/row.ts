import { type Prisma } from "~/server/db";
import { idsOf, scaled, unscaled } from "~/server/rows";
import type * as schema from "./schema";

/** A condition on shipments. */
export type Where = Prisma.ShipmentWhereInput;
export type Row = Prisma.ShipmentGetPayload<{
  select: typeof select;
}>;

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
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

/** A row as the API returns it. */
export function fromRow({ labels, ...row }: Row) {
  return {
    ...row,
    weight: unscaled(row.weight, 2),
    labelIds: idsOf(labels),
  };
}

/** The fields of a new row that are stored in another form than the API's. */
export function stored(sent: schema.Create) {
  return {
    weight: scaled(sent.weight, 2),
  };
}

/** The fields of an update that are stored in another form than the API's. */
export function storedChange(change: schema.Update) {
  return {
    weight: scaled(change.weight, 2),
  };
}

/** Rows that are there: not deleted. */
export const notDeleted: Where = {
  deletedAt: null,
};
