import { onSeen } from "~/server/auth/fields";
import { scaledFilter, within } from "~/server/rows";
import { fields } from "./policy";
import { type Visible, type Where } from "./row";
import type * as schema from "./schema";

/** Rows that have a word in one of their texts. */
export function matching(word: string): Where {
  return {
    OR: onSeen(fields, {
      title: { contains: word },
      memo: { contains: word },
    }),
  };
}

/** A filter of the list, as the database compares it. */
export function toWhere(filter: schema.Filter, visible: Visible): Where {
  return {
    ...filter,
    margin: scaledFilter(filter.margin, 2),
    agent: within([visible.agent], filter.agent),
  };
}
