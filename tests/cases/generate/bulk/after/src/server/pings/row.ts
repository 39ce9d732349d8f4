import { type Prisma } from "~/server/db";

/** A condition on pings. */
export type Where = Prisma.PingWhereInput;
export type Row = Prisma.PingGetPayload<{
  select: typeof select;
}>;

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
export const select = {
  id: true,
  count: true,
} satisfies Prisma.PingSelect;

/** A row as the API returns it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}
