import { db } from "~/server/db";
import { anyNumber } from "./fake";

// Rows of your own models, for the seed and the tests.

/** Makes a ledger, for a user. */
export async function insertLedger(_userId: string) {
  const n = anyNumber();
  const row = await db.ledger.create({
    data: {
      number: BigInt(n),
      open: false,
      // Add what else a row of yours needs.
    },
    select: { number: true },
  });
  return String(row.number);
}

/** One that is there, or else a new one. */
export async function anyLedger(userId: string) {
  const row = await db.ledger.findFirst({
    orderBy: { number: "asc" },
    select: { number: true },
  });
  return row ? String(row.number) : insertLedger(userId);
}

/** Makes a studio, for a user. */
export async function insertStudio(_userId: string) {
  const n = anyNumber();
  const row = await db.studio.create({
    data: {
      name: `${n} name`,
      kind: "sound",
      // Add what else a row of yours needs.
    },
    select: { id: true },
  });
  return row.id;
}

/** One that is there, or else a new one. */
export async function anyStudio(userId: string) {
  const row = await db.studio.findFirst({
    orderBy: { id: "asc" },
    select: { id: true },
  });
  return row?.id ?? insertStudio(userId);
}

/** Makes a studio chief, for a user. */
export async function insertStudioChief(userId: string) {
  const n = anyNumber();
  const row = await db.studioChief.create({
    data: {
      studioId: await insertStudio(userId),
      code: `${n} code`,
      since: new Date(),
      // Add what else a row of yours needs.
    },
    select: { code: true },
  });
  return row.code;
}

/** One that is there, or else a new one. */
export async function anyStudioChief(userId: string) {
  const row = await db.studioChief.findFirst({
    orderBy: { code: "asc" },
    select: { code: true },
  });
  return row?.code ?? insertStudioChief(userId);
}
