import { dayFilter, scaledFilter, wholeFilter } from "~/server/rows";
import { type Where } from "./row";
import type * as schema from "./schema";

/** A filter of the list as a where-clause. */
export function toWhere(filter: schema.Filter): Where {
  return {
    ...filter,
    aBigint: wholeFilter(filter.aBigint),
    aDecimal: scaledFilter(filter.aDecimal, 6),
    aDate: dayFilter(filter.aDate),
    maybeDecimal: scaledFilter(filter.maybeDecimal, 0),
  };
}
