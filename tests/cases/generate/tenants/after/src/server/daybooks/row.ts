import { type Prisma } from "~/server/db";

/** A condition on daybooks. */
export type Where = Prisma.DaybookWhereInput;
export type Row = Prisma.DaybookGetPayload<{
  select: typeof select;
}>;

/** The related rows that the actor may see, by relation. */
export type Visible = {
  client: Prisma.ClientWhereInput;
  postings: Prisma.PostingWhereInput;
  firm: Prisma.FirmWhereInput;
};

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
export const select = {
  id: true,
  number: true,
  year: true,
  open: true,
  firmId: true,
  approverId: true,
  clientId: true,
  userId: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.DaybookSelect;

/** A row as the API returns it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}
