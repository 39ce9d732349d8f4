import { type Prisma } from "~/server/db";
import { shownFile } from "~/server/rows";

/** Which rows: a condition on gadgets. */
export type Where = Prisma.GadgetWhereInput;
export type Row = Prisma.GadgetGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
export const select = {
  id: true,
  label: true,
  photo: true,
  manual: true,
  createdAt: true,
  updatedAt: true,
  version: true,
} satisfies Prisma.GadgetSelect;

/** A row as the API shows it. */
export function fromRow(row: Row) {
  return {
    ...row,
    photo: shownFile(row.photo, `/api/gadgets/${row.id}/photo`),
    manual: shownFile(row.manual, `/api/gadgets/${row.id}/manual`),
  };
}
