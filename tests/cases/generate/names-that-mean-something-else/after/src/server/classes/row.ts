import { type Prisma } from "~/server/db";
import { idsOf, jsonOf } from "~/server/rows";
import type * as schema from "./schema";

/** Which rows: a condition on classes. */
export type Where = Prisma.ClassWhereInput;
export type Row = Prisma.ClassGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
export const select = {
  id: true,
  default: true,
  new: true,
  function: true,
  import: true,
  package: true,
  objectId: true,
  maps: { select: { id: true } },
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.ClassSelect;

/** A row as the API shows it. */
export function fromRow({ maps, ...row }: Row) {
  return {
    ...row,
    import: row.import as schema.Error | null,
    mapIds: idsOf(maps),
  };
}

/** What a new row stores otherwise than it is sent. */
export function stored(sent: schema.Create) {
  return {
    import: jsonOf(sent.import),
  };
}

/** What a change stores otherwise than it is sent. */
export function storedChange(change: schema.Change) {
  return {
    import: jsonOf(change.import),
  };
}
