import { createHash, randomInt } from "node:crypto";
import { base, en, Faker } from "@faker-js/faker";
import RandExp from "randexp";

/** Values that look real, and are the same in every run: they follow from a model's name and a number. */
export function fakerFor(model: string, n: number): Faker {
  const fake = new Faker({ locale: [en, base] });
  fake.seed(digest(model, n).readUInt32BE());
  return fake;
}

export type IdKind = "uuid" | "cuid2" | "ulid" | "nanoid";

/** The id of seeded row number n: it follows from the model's name and the number. */
export function idFor(model: string, n: number, kind: IdKind = "uuid"): string {
  const bytes = digest(model, n);
  const characters = (alphabet: string, length: number) =>
    Array.from(
      bytes.subarray(0, length),
      (byte) => alphabet[byte % alphabet.length],
    ).join("");
  switch (kind) {
    case "cuid2":
      return `c${characters("0123456789abcdefghijklmnopqrstuvwxyz", 23)}`;
    case "ulid":
      return `0${characters("0123456789ABCDEFGHJKMNPQRSTVWXYZ", 25)}`;
    case "nanoid":
      return characters(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-",
        21,
      );
    case "uuid":
      return uuidOf(bytes.toString("hex"));
  }
}

function uuidOf(hex: string): string {
  const groups = [hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`];
  return [...groups, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join("-");
}

function digest(model: string, n: number): Buffer {
  return createHash("sha256").update(`${model} ${n}`).digest();
}

let last = randomInt(1_000, 2 ** 31);

/** A number that no other row of a test run is likely to have. */
export function anyNumber(): number {
  last += 1;
  return last;
}

/** The last number of each model whose rows have something unique. */
const lasts = new Map<string, number>();

/**
 * The next number of a model whose values nobody has yet. Where `tries` numbers are taken, it is the next one
 * whatever it has: of few values, that is the one that was given out longest ago.
 */
export async function freeNumber(
  model: string,
  isUsed: (n: number) => Promise<boolean>,
  tries = 100,
): Promise<{ n: number; isTaken: boolean }> {
  const first = (lasts.get(model) ?? anyNumber()) + 1;
  let n = first;
  while (n < first + tries && (await isUsed(n))) n += 1;
  const isTaken = n === first + tries;
  if (isTaken) n = first;
  lasts.set(model, n);
  return { n, isTaken };
}

/** Number n of the whole numbers between the two, and the first again after the last. */
export function nth(n: number, { min, max }: { min: number; max: number }) {
  return min + (n % (max - min + 1));
}

/** Day number n from the one to the other, and the first again after the last. */
export function nthDay(n: number, { min, max }: { min: string; max: string }) {
  const day = 24 * 60 * 60 * 1000;
  const first = Date.parse(min) / day;
  const days = nth(n, { min: first, max: Date.parse(max) / day });
  return new Date(days * day).toISOString().slice(0, 10);
}

/** Text that a pattern accepts: the longest of a few, since long ones meet least. */
export function pattern(fake: Faker, source: RegExp): string {
  const maker = new RandExp(source);
  maker.max = 9;
  maker.randInt = (min, max) => fake.number.int({ min, max });
  const made = Array.from({ length: 8 }, () => maker.gen());
  return made.reduce((longest, text) =>
    text.length > longest.length ? text : longest,
  );
}

/** Some words, of a length between the two. */
export function words(
  fake: Faker,
  options: {
    min?: number;
    max: number;
    unique?: number;
    casing?: "lower" | "upper";
  },
): string {
  const { min = 1, max, unique, casing } = options;
  const number = unique === undefined ? "" : unique.toString(36).slice(-max);
  const long = fake.lorem.words({ min: 2, max: 4 }).padEnd(min, "x");
  const text =
    long.slice(0, Math.max(0, max - number.length)).trimEnd() + number;
  const padded = text.padEnd(min, "x");
  if (casing === "upper") return padded.toUpperCase();
  return casing === "lower"
    ? padded
    : padded.charAt(0).toUpperCase() + padded.slice(1);
}

/** A number with a fixed count of decimals, as text. */
export function decimal(
  fake: Faker,
  { scale, min = 0, max }: { scale: number; min?: number; max: number },
): string {
  return fake.number.float({ min, max, fractionDigits: scale }).toFixed(scale);
}

/** A whole number between the two, as text. */
export function bigint(
  fake: Faker,
  { min, max }: { min: bigint; max: bigint },
): string {
  return String(fake.number.bigInt({ min, max }));
}

/** A moment between the two, in UTC. */
export function datetime(
  fake: Faker,
  {
    min = "2024-01-01",
    max = "2026-01-01",
  }: { min?: string; max?: string } = {},
): string {
  return fake.date.between({ from: min, to: max }).toISOString();
}

/** A day between the two. */
export function date(
  fake: Faker,
  bounds: { min?: string; max?: string } = {},
): string {
  return datetime(fake, bounds).slice(0, 10);
}

export function email(fake: Faker): string {
  return fake.internet.email().toLowerCase();
}

export function url(fake: Faker): string {
  return fake.internet.url();
}

export function slug(fake: Faker, n: number): string {
  return `${fake.lorem.slug(2)}-${n}`;
}

export function oneOf<T>(fake: Faker, values: readonly T[]): T {
  return fake.helpers.arrayElement(values);
}

/** Some bytes, as base64. */
export function bytes(fake: Faker, length: number): string {
  const numbers = Array.from({ length }, () => fake.number.int({ max: 255 }));
  return Buffer.from(numbers).toString("base64");
}

export function anyJson(n: number) {
  return { number: n, list: ["a", null, true] };
}
