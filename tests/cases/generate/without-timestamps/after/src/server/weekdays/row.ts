import { type Prisma } from "~/server/db";

/** Which rows: a condition on weekdays. */
export type Where = Prisma.WeekdayWhereInput;
export type Row = Prisma.WeekdayGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
export const select = {
  id: true,
  name: true,
} satisfies Prisma.WeekdaySelect;

/** A row as the API shows it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}
