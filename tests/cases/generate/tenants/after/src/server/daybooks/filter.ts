import * as clientRow from "~/server/clients/row";
import { scopedTo } from "~/server/rows";
import { type Visible, type Where } from "./row";
import type * as schema from "./schema";

/** A filter of the list as a where-clause. */
export function toWhere(filter: schema.Filter, visible: Visible): Where {
  return {
    ...filter,
    client: scopedTo([clientRow.notDeleted, visible.client], filter.client),
  };
}
