import { type Prisma } from "~/server/db";
import { idsOf } from "~/server/rows";

/** Which rows: a condition on choirs. */
export type Where = Prisma.ChoirWhereInput;
export type Row = Prisma.ChoirGetPayload<{
  select: typeof select;
}>;

/** Which rows of others the actor may see. */
export type Visible = {
  leader: Prisma.SingerWhereInput;
  singers: Prisma.SingerWhereInput;
  friends: Prisma.ChoirWhereInput;
  friendsOf: Prisma.ChoirWhereInput;
  banner: Prisma.BannerWhereInput;
};

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
export const select = {
  id: true,
  name: true,
  about: true,
  leaderId: true,
  userId: true,
  friends: { select: { id: true } },
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.ChoirSelect;

/** A row as the API shows it. */
export function fromRow({ friends, ...row }: Row) {
  return {
    ...row,
    friendIds: idsOf(friends),
  };
}
