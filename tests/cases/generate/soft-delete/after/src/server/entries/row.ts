import { type Prisma } from "~/server/db";
import { idsOf } from "~/server/rows";

/** Which rows: a condition on entries. */
export type Where = Prisma.EntryWhereInput;
export type Row = Prisma.EntryGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
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

/** A row as the API shows it. */
export function fromRow({ themes, ...row }: Row) {
  return {
    ...row,
    themeIds: idsOf(themes),
  };
}

/** Rows that are there: not deleted, and not of anything that is deleted. */
export const living: Where = {
  deletedAt: null,
  wiki: {
    deletedAt: null,
  },
};

/** Rows that may be deleted: nothing that is there points to them. */
export const free: Where = {
  subentries: { none: { deletedAt: null } },
};
