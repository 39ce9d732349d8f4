import { type Prisma } from "~/server/db";
import { idsOf } from "~/server/rows";

/** A condition on choirs. */
export type Where = Prisma.ChoirWhereInput;
export type Row = Prisma.ChoirGetPayload<{
  select: typeof select;
}>;

/** The related rows that the actor may see, by relation. */
export type Visible = {
  leader: Prisma.SingerWhereInput;
  singers: Prisma.SingerWhereInput;
  friends: Prisma.ChoirWhereInput;
  friendsOf: Prisma.ChoirWhereInput;
  banner: Prisma.BannerWhereInput;
};

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
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

/** A row as the API returns it. */
export function fromRow({ friends, ...row }: Row) {
  return {
    ...row,
    friendIds: idsOf(friends),
  };
}
