import { readableConditions } from "~/server/auth/fields";
import { scaledFilter, scopedTo } from "~/server/rows";
import { fields } from "./policy";
import { type Visible, type Where } from "./row";
import type * as schema from "./schema";

/** Rows with the word in one of the searched fields. */
export function matching(word: string): Where {
  return {
    OR: readableConditions(fields, {
      title: { contains: word },
      memo: { contains: word },
    }),
  };
}

/** A filter of the list as a where-clause. */
export function toWhere(filter: schema.Filter, visible: Visible): Where {
  return {
    ...filter,
    margin: scaledFilter(filter.margin, 2),
    agent: scopedTo([visible.agent], filter.agent),
  };
}
