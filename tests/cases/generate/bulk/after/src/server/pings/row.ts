import { type Prisma } from "~/server/db";

/** Which rows: a condition on pings. */
export type Where = Prisma.PingWhereInput;
export type Row = Prisma.PingGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
export const select = {
  id: true,
  count: true,
} satisfies Prisma.PingSelect;

/** A row as the API shows it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}
