import { type Prisma } from "~/server/db";

/** Which rows: a condition on banners. */
export type Where = Prisma.BannerWhereInput;
export type Row = Prisma.BannerGetPayload<{
  select: typeof select;
}>;

/** Which rows of others the actor may see. */
export type Visible = {
  choir: Prisma.ChoirWhereInput;
};

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
export const select = {
  id: true,
  motto: true,
  choirId: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.BannerSelect;

/** A row as the API shows it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}
