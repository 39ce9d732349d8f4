import { type Prisma } from "~/server/db";
import { including, toOne } from "~/server/http/json-schema";
import * as palletSchema from "~/server/pallets/schema";
import * as wareSchema from "~/server/wares/schema";
import * as schema from "./schema";

export type Row = Prisma.PalletLineGetPayload<{ select: typeof select }>;

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
export const select = {
  quantity: true,
  note: true,
  palletId: true,
  wareId: true,
  createdAt: true,
  updatedAt: true,
  version: true,
} satisfies Prisma.PalletLineSelect;

/** The order in which answers include rows. */
export const order = schema.rowKey.order.map(({ field }) => ({
  [field]: "asc" as const,
}));

/** A row with the relations that a query includes. */
export const answer = including(schema.resource, {
  pallet: toOne(palletSchema.resource),
  ware: toOne(wareSchema.resource),
});

/** A row as the API returns it. */
export function fromRow(row: Row) {
  return {
    id: schema.rowKey.of(row),
    ...row,
  };
}
