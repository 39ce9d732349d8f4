import { type Prisma } from "~/server/db";

/** A condition on subject that some organizations may talk abouts. */
export type Where = Prisma.SubjectThatSomeOrganizationsMayTalkAboutWhereInput;
export type Row = Prisma.SubjectThatSomeOrganizationsMayTalkAboutGetPayload<{
  select: typeof select;
}>;

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
export const select = {
  id: true,
  theNameUnderWhichTheSubjectIsBestKnownBy: true,
  userId: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.SubjectThatSomeOrganizationsMayTalkAboutSelect;

/** A row as the API returns it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}
