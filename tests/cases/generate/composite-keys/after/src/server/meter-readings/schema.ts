import { z } from "zod";

import { bigintPart, compositeKey } from "~/server/composite-key";
import { nameSchemas } from "~/server/http/json-schema";
import { listQuery } from "~/server/http/query";
import { bigint, datetime, decimal } from "~/server/http/scalars";

export const Phase = z.enum(["night", "day"]);

/** The key of a single row: its id has the parts, parted by commas. */
export const rowKey = compositeKey({
  meter: z.string().max(40),
  phase: Phase,
  number: bigintPart(),
});

/** The path parameters of a single row. */
export const params = z.strictObject({ id: rowKey.id });

/** The answer: what the API shows of one. */
export const resource = z.strictObject({
  id: rowKey.id,
  phase: Phase,
  meter: z.string(),
  number: bigint(),
  value: decimal(12, 3),
  userId: z.string(),
  createdAt: datetime(),
});

/** The body of a create. */
export const create = z.strictObject({
  phase: Phase,
  meter: z.string().min(1).max(40),
  number: bigint(),
  value: decimal(12, 3),
});

/** The body of an update, a JSON Merge Patch (RFC 7396): absent fields are kept, null clears. */
export const update = create.partial().omit({
  phase: true,
  meter: true,
  number: true,
});

/** What the list can be queried by, and its page size. */
export const list = listQuery({
  page: { size: 20, max: 100 },
});

nameSchemas("MeterReading", { params, resource, create, update });

export type Create = z.output<typeof create>;
export type Update = z.output<typeof update>;
export type ListQuery = z.output<typeof list>;
