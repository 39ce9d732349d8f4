import { type Prisma } from "~/server/db";

/** Which rows: a condition on surveys. */
export type Where = Prisma.SurveyWhereInput;
export type Row = Prisma.SurveyGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
export const select = {
  id: true,
  labels: true,
  scores: true,
  kinds: true,
  links: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.SurveySelect;

/** A row as the API shows it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}
