/** The most rows that one row is shown with, in each relation to many. The list has them all. */
export const MAX_INCLUDED = 100;

/** What a statement reads besides: only what is to be included, though typed as if all were. */
export function chosen<Select extends object>(
  include: readonly string[],
  select: Select,
): Select {
  const entries = Object.entries(select);
  return Object.fromEntries(
    entries.filter(([name]) => include.includes(name)),
  ) as Select;
}

/** What keys point to, read with one statement, if it is to be included. */
export async function targetsOf<Item extends { id: string }>(
  isIncluded: boolean,
  keys: (string | null)[],
  find: (ids: string[]) => Promise<Item[]>,
) {
  if (!isIncluded) return undefined;
  const ids = [...new Set(keys.filter((key) => key !== null))];
  const items = ids.length > 0 ? await find(ids) : [];
  const found = new Map(items.map((item) => [item.id, item]));
  return {
    /** Null where there is none, or none that the actor may see. */
    one: (key: string | null) => found.get(key ?? "") ?? null,
    many: (keys: string[]) =>
      keys.flatMap((key) => found.get(key) ?? []).slice(0, MAX_INCLUDED),
  };
}
