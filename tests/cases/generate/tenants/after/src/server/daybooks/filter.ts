import * as clientRow from "~/server/clients/row";
import { within } from "~/server/rows";
import { type Visible, type Where } from "./row";
import type * as schema from "./schema";

/** A filter of the list, as the database compares it. */
export function toWhere(filter: schema.Filter, visible: Visible): Where {
  return {
    ...filter,
    client: within([clientRow.living, visible.client], filter.client),
  };
}
