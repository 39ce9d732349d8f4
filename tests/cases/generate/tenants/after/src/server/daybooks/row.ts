import { type Prisma } from "~/server/db";

/** Which rows: a condition on daybooks. */
export type Where = Prisma.DaybookWhereInput;
export type Row = Prisma.DaybookGetPayload<{
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
} satisfies Prisma.DaybookSelect;

/** A row as the API shows it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}
