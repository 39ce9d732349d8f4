import { dayFilter, scaledFilter, wholeFilter } from "~/server/rows";
import { type Where } from "./row";
import type * as schema from "./schema";

/** A filter of the list as a where-clause. */
export function toWhere(filter: schema.Filter): Where {
  return {
    ...filter,
    exact: scaledFilter(filter.exact, 6),
    huge: wholeFilter(filter.huge),
    day: dayFilter(filter.day),
  };
}
