import { dayFilter, scaledFilter, scopedTo, wholeFilter } from "~/server/rows";
import { type Visible, type Where } from "./row";
import type * as schema from "./schema";

/** A filter of the list as a where-clause. */
export function toWhere(
  { stampIds, ...filter }: schema.Filter,
  visible: Visible,
): Where {
  return {
    ...filter,
    stamps: stampIds && { some: { id: stampIds.has } },
    carrier: scopedTo(
      [visible.carrier],
      filter.carrier && {
        ...filter.carrier,
        fee: scaledFilter(filter.carrier.fee, 2),
      },
    ),
    backup: scopedTo(
      [visible.backup],
      filter.backup && {
        ...filter.backup,
        carried: wholeFilter(filter.backup.carried),
        since: dayFilter(filter.backup.since),
      },
    ),
  };
}
