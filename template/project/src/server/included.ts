import { and } from "~/server/rows";

/** The most rows that are included of a to-many relation. The list endpoint returns all of them. */
export const MAX_INCLUDED = 100;

/** The part of a `select` that is to be included, typed as if all of it were. */
export function pickIncluded<Select extends object>(
  include: readonly string[],
  select: Select,
): Select {
  const entries = Object.entries(select);
  return Object.fromEntries(
    entries.filter(([name]) => include.includes(name)),
  ) as Select;
}

/** Loads the rows with these keys by one query, if they are to be included. */
export async function loadTargets<
  Where extends object,
  Row,
  Item extends { id: string },
>({
  isIncluded,
  keys,
  where,
  find,
  fromRow,
}: {
  isIncluded: boolean;
  keys: (string | null)[];
  /** The rows that the actor may see. */
  where: Where;
  find: (query: { where: Where; take: number }) => Promise<Row[]>;
  fromRow: (row: Row) => Item;
}) {
  if (!isIncluded) return undefined;
  const ids = [...new Set(keys.filter((key) => key !== null))];
  const query = {
    where: and(where, { id: { in: ids } } as unknown as Where),
    take: ids.length,
  };
  const rows = ids.length > 0 ? await find(query) : [];
  const items = rows.map(fromRow);
  const targets = new Map(items.map((item) => [item.id, item]));
  return {
    /** Null if there is no such row, or the actor may not see it. */
    one: (key: string | null) => targets.get(key ?? "") ?? null,
    many: (keys: string[]) =>
      keys.flatMap((key) => targets.get(key) ?? []).slice(0, MAX_INCLUDED),
  };
}
