import { type Prisma } from "~/server/db";
import { idsOf } from "~/server/rows";

/** Which rows: a condition on parcels. */
export type Where = Prisma.ParcelWhereInput;
export type Row = Prisma.ParcelGetPayload<{
  select: typeof select;
}>;

/** Which rows of others the actor may see. */
export type Visible = {
  carrier: Prisma.CarrierWhereInput;
  backup: Prisma.CarrierWhereInput;
};

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
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

/** A row as the API shows it. */
export function fromRow({ stamps, ...row }: Row) {
  return {
    ...row,
    stampIds: idsOf(stamps),
  };
}
