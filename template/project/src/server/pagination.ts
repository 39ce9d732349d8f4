import { createHmac, timingSafeEqual } from "node:crypto";

import { env } from "~/env";
import { type Actor } from "~/server/auth/access";
import { AppError } from "~/server/errors";

/** A sort key of a list. */
export type Sort = {
  field: string;
  direction: "asc" | "desc";
  nullable: boolean;
  /** All values of an enum or a boolean in their order: Prisma does not compare these. */
  values?: readonly unknown[];
};

/** The page parameters of a list. */
export type PageQuery = {
  limit: number;
  cursor?: string | undefined;
  count?: boolean | undefined;
  sort: Sort[];
};

/** A page of a list, with cursors of the adjacent pages; null at the ends of the list. */
export type Page<Row> = {
  items: Row[];
  nextCursor: string | null;
  prevCursor: string | null;
  /** The number of rows of the whole list, if requested. */
  count?: number;
};

/** The arguments of one query; `never[]` fits the order of every model. */
type Part<Where> = { where: Where; orderBy: never[]; take: number };

/** A key of the order; nulls are last, or first when the list is read backwards. */
type Key = Sort & { nulls: "first" | "last" };

/** A condition that no row matches. */
const NONE = { id: { in: [] } };

/** The start of a page: after the row with these values. */
type Position = {
  backwards: boolean;
  /** Whether the next row has the same first value: such rows are read by a query of their own. */
  tied: boolean;
  values: unknown[];
};

/**
 * A page of the rows that match the condition of `source`, by keyset pagination: the cost does not depend on the position,
 * and concurrent inserts and deletes neither repeat nor skip rows. It takes one query, or two where the
 * page crosses from equal values to others, or to nulls.
 *
 * A cursor is valid for the same filter, order and actor.
 */
export async function pageOf<Where extends object, Row extends { id: string }>(
  actor: Actor | null,
  query: PageQuery,
  source: {
    where: Where;
    find: (part: Part<Where>) => Promise<Row[]>;
    count: () => Promise<number>;
  },
): Promise<Page<Row>> {
  const { where } = source;
  const list = [where, query.sort, actor?.id];
  const position = query.cursor ? decodeCursor(query.cursor, list) : undefined;
  const backwards = position?.backwards ?? false;
  const keys = keysOf(query.sort, backwards);

  const read = async () => {
    const rows: Row[] = [];
    for (const part of partsOf(keys, position)) {
      const take = query.limit + 1 - rows.length;
      if (take === 0) break;
      const isAll = Object.keys(part.where).length === 0;
      const both = (isAll ? where : { AND: [where, part.where] }) as Where;
      const orderBy = part.keys.map(orderOf) as never[];
      rows.push(...(await source.find({ where: both, orderBy, take })));
    }
    return rows;
  };
  const [rows, count] = await Promise.all([
    read(),
    query.count ? source.count() : undefined,
  ]);

  const items = rows.slice(0, query.limit);
  const cursor = (row: Row | undefined, ahead: unknown, reversed: boolean) => {
    if (!row || ahead === undefined) return null;
    const values = valuesOf(row, keys);
    const tied = keys.length > 1 && isSame(values[0], ahead);
    return encodeCursor({ backwards: reversed, tied, values }, list);
  };
  // The extra row shows that there is another page, and whether its first value is the same.
  const surplus = rows[query.limit];
  const nextValue = surplus && valuesOf(surplus, keys)[0];
  const ends = [
    cursor(items.at(-1), nextValue, backwards),
    cursor(items[0], position?.values[0], !backwards),
  ] as const;
  const [prevCursor, nextCursor] = backwards ? ends : [ends[1], ends[0]];
  if (backwards) items.reverse();
  const total = count === undefined ? {} : { count };
  return { items, nextCursor, prevCursor, ...total };
}

/** The requested sort keys up to the id, which is the last one, so that the order is total. */
function keysOf(sort: Sort[], backwards: boolean): Key[] {
  const direction = sort.at(-1)?.direction ?? "asc";
  const id: Sort = { field: "id", direction, nullable: false };
  const last = sort.findIndex(({ field }) => field === "id");
  const total = last < 0 ? [...sort, id] : sort.slice(0, last + 1);
  return total.map((key) => ({
    ...key,
    direction: (key.direction === "asc") === backwards ? "desc" : "asc",
    nulls: backwards ? "first" : "last",
    ...(key.values && { values: valuesInOrder(key, backwards) }),
  }));
}

/** Nulls are last in both directions, but where the list is read backwards. */
function valuesInOrder({ values = [], direction }: Sort, backwards: boolean) {
  const some = values.filter((value) => value !== null);
  const forward = direction === "asc" ? some : some.toReversed();
  const all = [...forward, ...(values.includes(null) ? [null] : [])];
  return backwards ? all.toReversed() : all;
}

function orderOf({ field, direction, nullable, nulls }: Key) {
  return { [field]: nullable ? { sort: direction, nulls } : direction };
}

/**
 * The rows after a position, split into queries that an index on the first field and the id can serve:
 * no index serves "greater, or equal and ...", nor nulls last in both directions.
 */
function partsOf(keys: Key[], position: Position | undefined) {
  const [first, ...rest] = keys as [Key, ...Key[]];
  const [value, ...values] = position?.values ?? [];
  if (first.values) return partsByValue(first, first.values, rest, position);
  const keysNonNull = [{ ...first, nullable: false }, ...rest];
  const at = { [first.field]: value };
  const partOn = (where: object) => ({ keys: keysNonNull, where });

  if (!first.nullable) {
    if (!position) return [partOn({})];
    if (!position.tied) return [partOn(after(keysNonNull, position.values))];
    const ties = { AND: [at, after(rest, values)] };
    return [{ keys: rest, where: ties }, partOn(afterValue(first, value))];
  }
  const nulls = { keys: rest, where: { [first.field]: null } };
  const others = partOn({ [first.field]: { not: null } });
  const last = first.nulls === "last";
  if (!position) return last ? [others, nulls] : [nulls, others];
  if (value !== null) {
    const more = partOn(after(keysNonNull, position.values));
    return last ? [more, nulls] : [more];
  }
  const more = { keys: rest, where: { AND: [at, after(rest, values)] } };
  return last ? [more] : [more, others];
}

/** One part for each value, so that their order is that of `order`, whatever the database's is. */
function partsByValue(
  { field }: Key,
  order: readonly unknown[],
  rest: Key[],
  position: Position | undefined,
): { keys: Key[]; where: object }[] {
  const [at, ...values] = position?.values ?? order;
  const parts = order
    .slice(order.indexOf(at))
    .map((value) => ({ keys: rest, where: { [field]: value } }));
  const [first, ...others] = parts;
  if (!position || !first) return parts;
  const ties = { AND: [first.where, after(rest, values)] };
  return position.tied ? [{ keys: rest, where: ties }, ...others] : others;
}

/** The rows after one with these values. */
function after([key, ...keys]: Key[], [value, ...values]: unknown[]): object {
  if (!key || keys.length === 0) return key ? afterValue(key, value) : {};
  const ties = { AND: [{ [key.field]: value }, after(keys, values)] };
  const either = { OR: [afterValue(key, value), ties] };
  if (key.nullable) return either;
  // Redundant, but a range that an index can start from.
  return { AND: [beyond(key, value, "or equal"), either] };
}

/** The rows whose value of this key comes later. */
function afterValue(key: Key, value: unknown): object {
  const { field, nullable, nulls } = key;
  if (value === null) {
    return nulls === "last" ? NONE : { [field]: { not: null } };
  }
  const strictlyAfter = beyond(key, value);
  const includesNulls = nullable && nulls === "last";
  return includesNulls
    ? { OR: [strictlyAfter, { [field]: null }] }
    : strictlyAfter;
}

/** The rows with a value that comes later, or the same. */
function beyond(
  { field, direction, values }: Key,
  value: unknown,
  equal?: "or equal",
): object {
  if (!values) {
    const operator = direction === "asc" ? "gt" : "lt";
    return { [field]: { [equal ? `${operator}e` : operator]: value } };
  }
  const later = values.slice(values.indexOf(value) + (equal ? 0 : 1));
  const some = later.filter((one) => one !== null);
  // Prisma has no `in` for booleans.
  return some.length > 0 ? { OR: some.map((one) => ({ [field]: one })) } : NONE;
}

function valuesOf(row: object, keys: Key[]): unknown[] {
  const values: Record<string, unknown> = { ...row };
  return keys.map(({ field }) => values[field]);
}

function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(encode(left)) === JSON.stringify(encode(right));
}

/** A signed cursor: the position, bound to the list. */
function encodeCursor(
  { backwards, tied, values }: Position,
  list: unknown,
): string {
  const text = JSON.stringify([backwards, tied, ...values.map(encode)]);
  return `${Buffer.from(text).toString("base64url")}.${sign(text, list)}`;
}

function decodeCursor(cursor: string, list: unknown): Position {
  const [payload = "", signature = ""] = cursor.split(".");
  const text = Buffer.from(payload, "base64url").toString();
  const expected = Buffer.from(sign(text, list));
  const given = Buffer.from(signature);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new AppError(
      "invalid_query",
      "This cursor belongs to another list.",
      [
        {
          parameter: "cursor",
          code: "invalid_cursor",
          message: "Not a cursor of this list.",
        },
      ],
    );
  }
  const position = JSON.parse(text) as [boolean, boolean, ...unknown[]];
  const [backwards, tied, ...values] = position;
  return { backwards, tied, values: values.map(decode) };
}

function sign(text: string, list: unknown): string {
  const signed = JSON.stringify([text, list], (_, value: unknown) =>
    typeof value === "bigint" ? String(value) : value,
  );
  return createHmac("sha256", env.CURSOR_SECRET)
    .update(signed)
    .digest("base64url");
}

/** JSON has no bigint; dates and decimals are text to the database as well. */
function encode(value: unknown): unknown {
  return typeof value === "bigint" ? { bigint: String(value) } : value;
}

function decode(value: unknown): unknown {
  const isBigint =
    typeof value === "object" && value !== null && "bigint" in value;
  return isBigint ? BigInt(String(value.bigint)) : value;
}
