import { type Prisma } from "~/server/db";
import { idsOf } from "~/server/rows";

/** A condition on international organization of organizations. */
export type Where = Prisma.InternationalOrganizationOfOrganizationsWhereInput;
export type Row = Prisma.InternationalOrganizationOfOrganizationsGetPayload<{
  select: typeof select;
}>;

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
export const select = {
  id: true,
  theNameUnderWhichTheOrganizationIsListed: true,
  userId: true,
  theSubjectsThatItIsAllowedToTalkOfInHere: { select: { id: true } },
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.InternationalOrganizationOfOrganizationsSelect;

/** A row as the API returns it. */
export function fromRow({
  theSubjectsThatItIsAllowedToTalkOfInHere,
  ...row
}: Row) {
  return {
    ...row,
    theSubjectsThatItIsAllowedToTalkOfInHereIds: idsOf(
      theSubjectsThatItIsAllowedToTalkOfInHere,
    ),
  };
}
