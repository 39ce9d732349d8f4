import { type Prisma } from "~/server/db";
import { day, dayOf, scaled, text, unscaled, whole } from "~/server/rows";
import type * as schema from "./schema";

export type Row = Prisma.SpecimenGetPayload<{ select: typeof select }>;

/** The columns that the API returns. To return another one, add it here and to `schema.resource`. */
export const select = {
  id: true,
  aString: true,
  aText: true,
  anInt: true,
  aBigint: true,
  aFloat: true,
  aDecimal: true,
  aBoolean: true,
  aDate: true,
  aDatetime: true,
  aUuid: true,
  anEmail: true,
  aUrl: true,
  aSlug: true,
  anEnum: true,
  maybeString: true,
  maybeText: true,
  maybeInt: true,
  maybeBigint: true,
  maybeFloat: true,
  maybeDecimal: true,
  maybeBoolean: true,
  maybeDate: true,
  maybeDatetime: true,
  maybeUuid: true,
  maybeEmail: true,
  maybeUrl: true,
  maybeSlug: true,
  maybeEnum: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.SpecimenSelect;

/** A row as the API returns it. */
export function fromRow(row: Row) {
  return {
    ...row,
    aBigint: text(row.aBigint),
    aDecimal: unscaled(row.aDecimal, 6),
    aDate: dayOf(row.aDate),
    maybeBigint: text(row.maybeBigint),
    maybeDecimal: unscaled(row.maybeDecimal, 0),
    maybeDate: dayOf(row.maybeDate),
  };
}

/** The fields of a new row that are stored in another form than the API's. */
export function stored(sent: schema.Create) {
  return {
    aBigint: whole(sent.aBigint),
    aDecimal: scaled(sent.aDecimal, 6),
    aDate: day(sent.aDate),
    maybeBigint: whole(sent.maybeBigint),
    maybeDecimal: scaled(sent.maybeDecimal, 0),
    maybeDate: day(sent.maybeDate),
  };
}

/** The fields of an update that are stored in another form than the API's. */
export function storedChange(change: schema.Update) {
  return {
    aBigint: whole(change.aBigint),
    aDecimal: scaled(change.aDecimal, 6),
    aDate: day(change.aDate),
    maybeBigint: whole(change.maybeBigint),
    maybeDecimal: scaled(change.maybeDecimal, 0),
    maybeDate: day(change.maybeDate),
  };
}
