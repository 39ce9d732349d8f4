import { type Prisma } from "~/server/db";

/** A condition on surveys. */
export type Where = Prisma.SurveyWhereInput;
export type Row = Prisma.SurveyGetPayload<{
  select: typeof select;
}>;

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
export const select = {
  id: true,
  labels: true,
  scores: true,
  kinds: true,
  links: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.SurveySelect;

/** A row as the API returns it. */
export function fromRow(row: Row) {
  return {
    ...row,
  };
}
