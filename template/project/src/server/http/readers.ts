import { type listQuery } from "./query";

/** The options of a query schema. */
export type QueryOptions = Partial<Parameters<typeof listQuery>[0]>;

/**
 * A query schema for each set of unreadable fields, cached. Fields that somebody may not read are unknown, word for
 * word like fields that do not exist: they cannot be selected, filtered or sorted by.
 */
export function queryPerReader<Query>(
  make: (unread: readonly string[]) => Query,
) {
  const queries = new Map<string, Query>();
  return (unread: readonly string[]): Query => {
    const key = unread.join();
    const query = queries.get(key) ?? make(unread);
    queries.set(key, query);
    return query;
  };
}

/** The options without unreadable fields, such as `margin` or `agent.rating`. */
export function withoutUnreadable<A extends QueryOptions>(
  options: A,
  unread: readonly string[],
) {
  const { filter, through, sort, fields } = options;
  const shape = fields?.shape ?? {};
  const mask = unread
    .filter((name) => name in shape)
    .map((name) => [name, true]);
  return {
    ...options,
    ...(filter && { filter: omit(filter, unread) }),
    ...(sort && { sort: omit(sort, unread) }),
    ...(fields && { fields: fields.omit(Object.fromEntries(mask) as object) }),
    ...(through && { through: omitRelated(through, unread) }),
  } as A;
}

function omit<Value>(
  values: Record<string, Value>,
  unread: readonly string[],
  before = "",
): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(values).filter(
      ([name]) => !unread.includes(`${before}${name}`),
    ),
  );
}

function omitRelated(
  through: NonNullable<QueryOptions["through"]>,
  unread: readonly string[],
) {
  return Object.fromEntries(
    Object.entries(through).map(([relation, fields]) => [
      relation,
      omit(fields, unread, `${relation}.`),
    ]),
  );
}
