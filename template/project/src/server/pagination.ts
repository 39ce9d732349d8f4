import { createHash, createHmac, timingSafeEqual } from "node:crypto";

import { env } from "~/env";
import { AppError } from "~/server/errors";

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
  sort: Sort[];
};

/** What the rows of a list are sorted by: the fields asked for, nulls last, then the id. */
export function orderBy<OrderBy>({ sort }: PageQuery): OrderBy[] {
  const fields = sort.map(({ field, direction, nullable }) => ({
    [field]: nullable ? { sort: direction, nulls: "last" } : direction,
  }));
  return [...fields, { id: "asc" }] as OrderBy[];
}

/**
 * The rows behind the cursor (keyset pagination): each page costs the same, however far down it is,
 * and rows that come or go meanwhile neither repeat nor hide another.
 *
 * `list` is what the cursor is good for: the same rows, for the same actor. Another one refuses it.
 */
export function after<Where extends object>(
  { cursor, sort }: PageQuery,
  list: unknown,
): Where {
  if (cursor === undefined) return {} as Where;
  const values = open(cursor, [list, sort]);
  const keys = [...sort, { field: "id", direction: "asc", nullable: false }];
  const branches = keys.flatMap(({ field, direction, nullable }, index) => {
    const value = values[index];
    if (value === null) return [];
    const behind = { [field]: { [direction === "asc" ? "gt" : "lt"]: value } };
    const same = keys
      .slice(0, index)
      .map((key, at) => ({ [key.field]: values[at] }));
    const later = nullable ? { OR: [behind, { [field]: null }] } : behind;
    return [{ AND: [...same, later] }];
  });
  return { OR: branches } as unknown as Where;
}

/** The page that `limit + 1` rows make: the surplus one only tells that there is more. */
export function pageOf<Row extends { id: string }, Item>(
  rows: Row[],
  query: PageQuery,
  list: unknown,
  present: (row: Row) => Item,
): { items: Item[]; nextCursor: string | null } {
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  const more = last && rows.length > query.limit;
  return {
    items: page.map(present),
    nextCursor: more ? seal(last, query.sort, [list, query.sort]) : null,
  };
}

/** The values that a row is sorted by, signed together with the list that they belong to. */
function seal(row: object, sort: Sort[], list: unknown): string {
  const values: Record<string, unknown> = { ...row };
  const position = [...sort.map(({ field }) => values[field]), values.id];
  const text = JSON.stringify(position.map(encode));
  return `${Buffer.from(text).toString("base64url")}.${sign(text, list)}`;
}

function open(cursor: string, list: unknown): unknown[] {
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
          code: "invalid",
          message: "Not a cursor of this list.",
        },
      ],
    );
  }
  return (JSON.parse(text) as unknown[]).map(decode);
}

function sign(text: string, list: unknown): string {
  const context = JSON.stringify(list, (_, value: unknown) =>
    typeof value === "bigint" ? String(value) : value,
  );
  return createHmac("sha256", env.CURSOR_SECRET)
    .update(createHash("sha256").update(context).digest())
    .update(text)
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
