import { type Prisma } from "~/server/db";

/** Which rows: a condition on subject that some organizations may talk abouts. */
export type Where = Prisma.SubjectThatSomeOrganizationsMayTalkAboutWhereInput;
export type Row = Prisma.SubjectThatSomeOrganizationsMayTalkAboutGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
export const select = {
  id: true,
  theNameUnderWhichTheSubjectIsBestKnownBy: true,
  userId: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.SubjectThatSomeOrganizationsMayTalkAboutSelect;

/** A row as the API shows it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}
