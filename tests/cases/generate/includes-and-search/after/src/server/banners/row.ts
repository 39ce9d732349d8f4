import { type Prisma } from "~/server/db";

/** A condition on banners. */
export type Where = Prisma.BannerWhereInput;
export type Row = Prisma.BannerGetPayload<{
  select: typeof select;
}>;

/** The related rows that the actor may see, by relation. */
export type Visible = {
  choir: Prisma.ChoirWhereInput;
};

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
export const select = {
  id: true,
  motto: true,
  choirId: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.BannerSelect;

/** A row as the API returns it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}
