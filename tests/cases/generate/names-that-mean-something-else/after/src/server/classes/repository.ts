import { db, type Prisma } from "~/server/db";
import { pageOf } from "~/server/pagination";
import { idsOf, jsonOf, orNull, pointersTo } from "~/server/rows";
import type * as schema from "./schema";

/** Which rows: a condition on classes. */
export type Where = Prisma.ClassWhereInput;
type OrderBy = Prisma.ClassOrderByWithRelationInput;
type Row = Prisma.ClassGetPayload<{
  select: typeof select;
}>;

/** The columns that the API answers with. To publish another one, add it here and in `schema.resource`. */
const select = {
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
function fromRow({ maps, ...row }: Row) {
  return {
    ...row,
    import: row.import as schema.Error | null,
    mapIds: idsOf(maps),
  };
}

/** The rows of `scope` that the query asks for, a page at a time. */
export async function list(scope: Where, query: schema.ListQuery) {
  const where: Where = { AND: [scope, ...query.filter] };
  const page = await pageOf<Where, OrderBy, Row>(query, where, {
    find: (part) => db.class.findMany({ ...part, select }),
    count: () => db.class.count({ where }),
  });
  return { ...page, items: page.items.map(fromRow) };
}

export async function find(scope: Where, id: string) {
  const row = await db.class.findUnique({
    where: { id, AND: [scope] },
    select,
  });
  return row && fromRow(row);
}

/** Those of the ids that are in `scope`. */
export async function existing(scope: Where, ids: string[]) {
  return db.class.findMany({
    where: { AND: [scope, { id: { in: ids } }] },
    take: ids.length,
    select: { id: true },
  });
}

type New = schema.Create & { id?: string };

export async function create({ mapIds, ...input }: New) {
  const row = await db.class.create({
    data: {
      ...input,
      import: jsonOf(input.import),
      maps: {
        connect: pointersTo(mapIds),
      },
    },
    select,
  });
  return fromRow(row);
}

/** Null where no row of `scope` has the id. */
export async function update(
  scope: Where,
  id: string,
  { mapIds, ...input }: schema.Update,
) {
  const row = await orNull(
    db.class.update({
      where: { id, AND: [scope] },
      data: {
        ...input,
        import: jsonOf(input.import),
        maps: {
          set: pointersTo(mapIds),
        },
      },
      select,
    }),
  );
  return row && fromRow(row);
}

/** Null where no row of `scope` has the id. */
export async function remove(scope: Where, id: string) {
  return orNull(
    db.class.delete({
      where: { id, AND: [scope] },
      select: { id: true },
    }),
  );
}
