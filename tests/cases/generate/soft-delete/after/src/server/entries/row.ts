import { type Prisma } from "~/server/db";
import { idsOf } from "~/server/rows";

/** A condition on entries. */
export type Where = Prisma.EntryWhereInput;
export type Row = Prisma.EntryGetPayload<{
  select: typeof select;
}>;

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
export const select = {
  id: true,
  title: true,
  path: true,
  wikiId: true,
  parentId: true,
  coverId: true,
  themes: {
    where: { deletedAt: null },
    select: { id: true },
  },
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.EntrySelect;

/** A row as the API returns it. */
export function fromRow({ themes, ...row }: Row) {
  return {
    ...row,
    themeIds: idsOf(themes),
  };
}

/** Rows that are there: not deleted, and not of anything that is deleted. */
export const notDeleted: Where = {
  deletedAt: null,
  wiki: {
    deletedAt: null,
  },
};

/** Rows that no row references which is not deleted itself. */
export const unreferenced: Where = {
  subentries: { none: { deletedAt: null } },
};
