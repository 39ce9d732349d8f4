import { createHmac, timingSafeEqual } from "node:crypto";

import { env } from "~/env";
import { AppError } from "~/server/errors";
import { requestUnderWay } from "~/server/request";

/** One field that a list is sorted by. */
export type Sort = {
  field: string;
  direction: "asc" | "desc";
  nullable: boolean;
};

/** Which part of a list is asked for. */
export type PageQuery = {
  limit: number;
  cursor?: string | undefined;
  count?: boolean | undefined;
  sort: Sort[];
};

/** A part of a list, and where it goes on and came from: null at the ends of the list. */
export type Page<Row> = {
  items: Row[];
  nextCursor: string | null;
  prevCursor: string | null;
  /** How many rows the whole list has, if that was asked for. */
  count?: number;
};

/** What a repository reads with one statement. */
type Part<Where, OrderBy> = { where: Where; orderBy: OrderBy[]; take: number };

/** A field that decides the order; nulls come last in a list, and first when it is read backwards. */
type Key = Sort & { nulls: "first" | "last" };

/** Where a page begins: behind the row that has these values. */
type Position = {
  backwards: boolean;
  /** Whether the row ahead has the same first value: such rows are read by themselves. */
  tied: boolean;
  values: unknown[];
};

/**
 * A page of the rows that `where` finds (keyset pagination): each costs the same, however far down
 * it is, and rows that come or go meanwhile neither repeat nor hide another. It is one statement, or
 * two where it crosses from equal values to others, or to nulls.
 *
 * A cursor is good for the same rows in the same order, and for the actor who got it.
 */
export async function pageOf<
  Where extends object,
  OrderBy extends object,
  Row extends { id: string },
>(
  query: PageQuery,
  where: Where,
  source: {
    find: (part: Part<Where, OrderBy>) => Promise<Row[]>;
    count: () => Promise<number>;
  },
): Promise<Page<Row>> {
  const list = [where, query.sort, requestUnderWay()?.actor?.id];
  const position = query.cursor ? open(query.cursor, list) : undefined;
  const backwards = position?.backwards ?? false;
  const keys = keysOf(query.sort, backwards);

  const read = async () => {
    const rows: Row[] = [];
    for (const part of partsOf(keys, position)) {
      const take = query.limit + 1 - rows.length;
      if (take === 0) break;
      const isAll = Object.keys(part.where).length === 0;
      const both = (isAll ? where : { AND: [where, part.where] }) as Where;
      const orderBy = part.keys.map(orderOf) as OrderBy[];
      rows.push(...(await source.find({ where: both, orderBy, take })));
    }
    return rows;
  };
  const [rows, count] = await Promise.all([
    read(),
    query.count ? source.count() : undefined,
  ]);

  const items = rows.slice(0, query.limit);
  const cursor = (row: Row | undefined, ahead: unknown, against: boolean) => {
    if (!row || ahead === undefined) return null;
    const values = valuesOf(row, keys);
    const tied = keys.length > 1 && same(values[0], ahead);
    return seal({ backwards: against, tied, values }, list);
  };
  // The surplus row only tells that there is more, and whether its first value is the same.
  const surplus = rows[query.limit];
  const on = surplus && valuesOf(surplus, keys)[0];
  const ends = [
    cursor(items.at(-1), on, backwards),
    cursor(items[0], position?.values[0], !backwards),
  ] as const;
  const [prevCursor, nextCursor] = backwards ? ends : [ends[1], ends[0]];
  if (backwards) items.reverse();
  const total = count === undefined ? {} : { count };
  return { items, nextCursor, prevCursor, ...total };
}

/** What decides the order: the fields asked for, and the id last, so that no two rows are equal. */
function keysOf(sort: Sort[], backwards: boolean): Key[] {
  const direction = sort.at(-1)?.direction ?? "asc";
  const id: Sort = { field: "id", direction, nullable: false };
  return [...sort, id].map((key) => ({
    ...key,
    direction: (key.direction === "asc") === backwards ? "desc" : "asc",
    nulls: backwards ? "first" : "last",
  }));
}

function orderOf({ field, direction, nullable, nulls }: Key) {
  return { [field]: nullable ? { sort: direction, nulls } : direction };
}

/**
 * The rows behind a position, so cut that an index on the first field and the id finds each part:
 * no index knows "greater, or equal and ...", nor puts nulls last both ways.
 */
function partsOf(keys: Key[], position: Position | undefined) {
  const [first, ...rest] = keys as [Key, ...Key[]];
  const [value, ...values] = position?.values ?? [];
  const solid = [{ ...first, nullable: false }, ...rest];
  const at = { [first.field]: value };
  const beyond = (where: object) => ({ keys: solid, where });

  if (!first.nullable) {
    if (!position) return [beyond({})];
    if (!position.tied) return [beyond(behind(solid, position.values))];
    const ties = { AND: [at, behind(rest, values)] };
    return [{ keys: rest, where: ties }, beyond(later(first, value))];
  }
  const nulls = { keys: rest, where: { [first.field]: null } };
  const others = beyond({ [first.field]: { not: null } });
  const last = first.nulls === "last";
  if (!position) return last ? [others, nulls] : [nulls, others];
  if (value !== null) {
    const more = beyond(behind(solid, position.values));
    return last ? [more, nulls] : [more];
  }
  const more = { keys: rest, where: { AND: [at, behind(rest, values)] } };
  return last ? [more] : [more, others];
}

/** The rows that come later than one with these values. */
function behind([key, ...keys]: Key[], [value, ...values]: unknown[]): object {
  if (!key || keys.length === 0) return key ? later(key, value) : {};
  const ties = { AND: [{ [key.field]: value }, behind(keys, values)] };
  const either = { OR: [later(key, value), ties] };
  if (key.nullable) return either;
  // Says nothing new, but is what an index can begin with.
  const from = { [`${operator(key)}e`]: value };
  return { AND: [{ [key.field]: from }, either] };
}

/** The rows whose own value comes later. */
function later(key: Key, value: unknown): object {
  const { field, nullable, nulls } = key;
  if (value === null) {
    return nulls === "last" ? { OR: [] } : { [field]: { not: null } };
  }
  const further = { [field]: { [operator(key)]: value } };
  const isOpen = nullable && nulls === "last";
  return isOpen ? { OR: [further, { [field]: null }] } : further;
}

function operator({ direction }: Key) {
  return direction === "asc" ? "gt" : "lt";
}

function valuesOf(row: object, keys: Key[]): unknown[] {
  const values: Record<string, unknown> = { ...row };
  return keys.map(({ field }) => values[field]);
}

function same(left: unknown, right: unknown): boolean {
  return JSON.stringify(encode(left)) === JSON.stringify(encode(right));
}

/** A position as text, signed together with the list that it belongs to. */
function seal({ backwards, tied, values }: Position, list: unknown): string {
  const text = JSON.stringify([backwards, tied, ...values.map(encode)]);
  return `${Buffer.from(text).toString("base64url")}.${sign(text, list)}`;
}

function open(cursor: string, list: unknown): Position {
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
