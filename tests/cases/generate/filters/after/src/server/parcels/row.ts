import { type Prisma } from "~/server/db";
import { idsOf } from "~/server/rows";

/** A condition on parcels. */
export type Where = Prisma.ParcelWhereInput;
export type Row = Prisma.ParcelGetPayload<{
  select: typeof select;
}>;

/** The related rows that the actor may see, by relation. */
export type Visible = {
  carrier: Prisma.CarrierWhereInput;
  backup: Prisma.CarrierWhereInput;
};

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
export const select = {
  id: true,
  code: true,
  weight: true,
  carrierId: true,
  backupId: true,
  stamps: { select: { id: true } },
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.ParcelSelect;

/** A row as the API returns it. */
export function fromRow({ stamps, ...row }: Row) {
  return {
    ...row,
    stampIds: idsOf(stamps),
  };
}
