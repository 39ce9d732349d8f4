import { dayFilter, scaledFilter } from "~/server/rows";
import { type Where } from "./row";
import type * as schema from "./schema";

/** A filter of the list as a where-clause. */
export function toWhere(filter: schema.Filter): Where {
  return {
    ...filter,
    total: scaledFilter(filter.total, 2),
    due: dayFilter(filter.due),
  };
}
