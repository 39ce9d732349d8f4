import { db, type Prisma } from "~/server/db";
import { type Where } from "./policy";

export type Row = Prisma.KegGetPayload<{ select: typeof select }>;

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
export const select = {
  id: true,
  number: true,
  vatId: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.KegSelect;

/** A row as the API returns it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}

/** Rows that are there: not deleted, and not of anything that is deleted. */
export const notDeleted: Where = {
  deletedAt: null,
  vat: {
    deletedAt: null,
  },
};

/** Locks rows against deletion until the transaction ends (FOR SHARE). */
export async function lockForShare(ids: string[]) {
  await db.$queryRaw`
    SELECT 1 FROM "keg_list" WHERE "keg_id" = ANY(${ids}::uuid[])
    ORDER BY "keg_id" FOR SHARE`;
}
