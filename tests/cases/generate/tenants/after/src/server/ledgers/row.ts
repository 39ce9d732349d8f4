import { type Prisma } from "~/server/db";

/** Which rows: a condition on ledgers. */
export type Where = Prisma.LedgerWhereInput;
export type Row = Prisma.LedgerGetPayload<{
  select: typeof select;
}>;

/** Which rows of others the actor may see. */
export type Visible = {
  client: Prisma.ClientWhereInput;
  postings: Prisma.PostingWhereInput;
  firm: Prisma.FirmWhereInput;
};

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
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
} satisfies Prisma.LedgerSelect;

/** A row as the API shows it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}
