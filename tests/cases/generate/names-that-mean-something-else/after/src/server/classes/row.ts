import { type Prisma } from "~/server/db";
import { idsOf, jsonOf } from "~/server/rows";
import type * as schema from "./schema";

/** A condition on classes. */
export type Where = Prisma.ClassWhereInput;
export type Row = Prisma.ClassGetPayload<{
  select: typeof select;
}>;

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
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

/** A row as the API returns it. */
export function fromRow({ maps, ...row }: Row) {
  return {
    ...row,
    import: row.import as schema.Error | null,
    mapIds: idsOf(maps),
  };
}

/** The fields of a new row that are stored in another form than the API's. */
export function stored(sent: schema.Create) {
  return {
    import: jsonOf(sent.import),
  };
}

/** The fields of an update that are stored in another form than the API's. */
export function storedChange(change: schema.Update) {
  return {
    import: jsonOf(change.import),
  };
}
