import { type Prisma } from "~/server/db";

/** Which rows: a condition on folders. */
export type Where = Prisma.FolderWhereInput;
export type Row = Prisma.FolderGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
export const select = {
  id: true,
  name: true,
  parentId: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.FolderSelect;

/** A row as the API shows it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}
