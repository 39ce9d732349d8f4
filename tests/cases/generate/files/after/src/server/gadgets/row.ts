import { type Prisma } from "~/server/db";
import { shownFile } from "~/server/rows";

/** A condition on gadgets. */
export type Where = Prisma.GadgetWhereInput;
export type Row = Prisma.GadgetGetPayload<{
  select: typeof select;
}>;

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
export const select = {
  id: true,
  label: true,
  photo: true,
  manual: true,
  createdAt: true,
  updatedAt: true,
  version: true,
} satisfies Prisma.GadgetSelect;

/** A row as the API returns it. */
export function fromRow(row: Row) {
  return {
    ...row,
    photo: shownFile(row.photo, `/api/gadgets/${row.id}/photo`),
    manual: shownFile(row.manual, `/api/gadgets/${row.id}/manual`),
  };
}
