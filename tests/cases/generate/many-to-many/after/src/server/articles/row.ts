import { type Prisma } from "~/server/db";
import { idsOf } from "~/server/rows";

/** A condition on articles. */
export type Where = Prisma.ArticleWhereInput;
export type Row = Prisma.ArticleGetPayload<{
  select: typeof select;
}>;

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
export const select = {
  id: true,
  title: true,
  topics: { select: { id: true } },
  related: { select: { id: true } },
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.ArticleSelect;

/** A row as the API returns it. */
export function fromRow({ topics, related, ...row }: Row) {
  return {
    ...row,
    topicIds: idsOf(topics),
    relatedIds: idsOf(related),
  };
}
