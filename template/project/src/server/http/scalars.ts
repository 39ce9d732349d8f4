import { z } from "zod";

/** Values that JSON has no type for: each is a string on the wire. */

/** A number kept to the last digit, as `"12.50"`. */
export function decimal(
  precision: number,
  scale: number,
  { min, max }: { min?: string; max?: string } = {},
) {
  const whole = precision - scale;
  const example = `Send a number as text, as "1${scale ? ".50" : ""}".`;
  const digits = scale
    ? `At most ${whole} digits before the point and ${scale} after it.`
    : `At most ${whole} digits, and no point.`;
  const pattern = scale
    ? `^-?(0|[1-9]\\d{0,${whole - 1}})(\\.\\d{1,${scale}})?$`
    : `^-?(0|[1-9]\\d{0,${whole - 1}})$`;
  return z
    .string(example)
    .regex(new RegExp(pattern), {
      error: ({ input = "" }) =>
        /^-?\d+(\.\d+)?$/.test(input) ? digits : example,
    })
    .refine(
      (text) => min === undefined || compare(text, min) >= 0,
      `At least ${min}.`,
    )
    .refine(
      (text) => max === undefined || compare(text, max) <= 0,
      `At most ${max}.`,
    );
}

/** A whole number of 64 bits, as `"9007199254740993"`. */
export function bigint({ min, max }: { min?: string; max?: string } = {}) {
  const lowest = BigInt(min ?? -(2n ** 63n));
  const highest = BigInt(max ?? 2n ** 63n - 1n);
  return z
    .string()
    .regex(/^-?(0|[1-9]\d{0,18})$/, "Send a whole number as text.")
    .refine(
      (text) => !isWhole(text) || BigInt(text) >= lowest,
      `At least ${lowest}.`,
    )
    .refine(
      (text) => !isWhole(text) || BigInt(text) <= highest,
      `At most ${highest}.`,
    );
}

/** The moments that every database can store: those of the years 1 to 9999. */
const EARLIEST = new Date("0001-01-01T00:00:00Z").getTime();
const LATEST = new Date("9999-12-31T23:59:59.999Z").getTime();

/** A day, as `"2026-11-23"`. */
export function date({ min, max }: { min?: string; max?: string } = {}) {
  return z.iso
    .date()
    .refine((text) => !text.startsWith("0000"), "Not before the year 1.")
    .refine((text) => min === undefined || text >= min, `Not before ${min}.`)
    .refine((text) => max === undefined || text <= max, `Not after ${max}.`);
}

/** A moment, as `"2026-11-23T10:30:00Z"`. Any offset is taken; answers are in UTC. */
export function datetime({ min, max }: { min?: string; max?: string } = {}) {
  const time = (text: string) => new Date(text).getTime();
  return z.iso
    .datetime({ offset: true })
    .refine(
      (text) => time(text) >= EARLIEST && time(text) <= LATEST,
      "In UTC, it is of the years 1 to 9999.",
    )
    .refine(
      (text) => min === undefined || time(text) >= time(min),
      `Not before ${min}.`,
    )
    .refine(
      (text) => max === undefined || time(text) <= time(max),
      `Not after ${max}.`,
    );
}

/** A web address. */
export function url() {
  return z.url({ protocol: /^https?$/, hostname: z.regexes.domain });
}

/** Lower-case words and digits, joined by hyphens. */
export function slug() {
  return z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
}

function isWhole(text: string): boolean {
  return /^-?\d+$/.test(text);
}

/** Negative, zero or positive, as `left` is below, at or above `right`. */
function compare(left: string, right: string): number {
  const digits = 30;
  const scaled = (text: string) => {
    const [whole = "0", fraction = ""] = text.replace("-", "").split(".");
    const value = /^\d+$/.test(whole + fraction)
      ? BigInt(whole + fraction.padEnd(digits, "0"))
      : 0n;
    return text.startsWith("-") ? -value : value;
  };
  const difference = scaled(left) - scaled(right);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Bytes, as base64. `max` counts bytes, not characters. */
export function bytes({ max }: { max: number }) {
  return z
    .base64()
    .max(Math.ceil(max / 3) * 4)
    .refine(
      (text) => Buffer.byteLength(text, "base64") <= max,
      `At most ${max} bytes.`,
    );
}

const anyJson = z.json();
z.globalRegistry.add(anyJson, { id: "JSON" });

/** Any JSON value but null. */
export function json() {
  return anyJson.refine((value) => value !== null, "Send a value.");
}

/** A file that was uploaded, and the address of its bytes. */
export function file() {
  return z.strictObject({
    name: z.string(),
    type: z.string(),
    size: z.int(),
    url: z.string(),
  });
}

/** A list of at most `max` values. */
export function listOf<T extends z.ZodType>(value: T, max: number) {
  return z.array(value).max(max);
}
