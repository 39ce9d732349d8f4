import { type Prisma } from "~/server/db";

export type Row = Prisma.HeartbeatGetPayload<{ select: typeof select }>;

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
export const select = {
  id: true,
  host: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.HeartbeatSelect;

/** A row as the API returns it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}
