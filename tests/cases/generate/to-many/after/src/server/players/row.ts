import { type Prisma } from "~/server/db";

/** Which rows: a condition on players. */
export type Where = Prisma.PlayerWhereInput;
export type Row = Prisma.PlayerGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
export const select = {
  id: true,
  name: true,
  teamId: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.PlayerSelect;

/** A row as the API shows it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}
