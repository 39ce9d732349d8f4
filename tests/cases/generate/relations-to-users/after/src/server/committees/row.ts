import { type Prisma } from "~/server/db";
import { idsOf } from "~/server/rows";

/** A condition on committees. */
export type Where = Prisma.CommitteeWhereInput;
export type Row = Prisma.CommitteeGetPayload<{
  select: typeof select;
}>;

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
export const select = {
  id: true,
  name: true,
  chairId: true,
  founderId: true,
  userId: true,
  members: { select: { id: true } },
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.CommitteeSelect;

/** A row as the API returns it. */
export function fromRow({ members, ...row }: Row) {
  return {
    ...row,
    memberIds: idsOf(members),
  };
}
