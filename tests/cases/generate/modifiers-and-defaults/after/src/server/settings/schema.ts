import { z } from "zod";

import { nameSchemas } from "~/server/http/json-schema";
import { listQuery } from "~/server/http/query";
import { bigint, datetime, decimal } from "~/server/http/scalars";

export const State = z.enum(["on", "off"]);

/** The path parameters of a single row. */
export const params = z.strictObject({ id: z.uuid().toLowerCase() });

/** Every modifier, and a default of every type that may have one. */
export const resource = z.strictObject({
  id: z.uuid(),
  code: z.string(),
  handle: z.string(),
  level: z.int(),
  weight: z.number(),
  balance: bigint(),
  price: decimal(8, 3),
  enabled: z.boolean(),
  greeting: z.string(),
  startedAt: datetime(),
  state: State,
  computed: z.int(),
  scope: z.uuid(),
  createdAt: datetime(),
  updatedAt: datetime(),
});

/** The body of a create. */
export const create = z.strictObject({
  code: z.string().toUpperCase().length(6),
  handle: z
    .string()
    .trim()
    .toLowerCase()
    .min(3)
    .max(20)
    .regex(/^[a-z][a-z0-9_]*$/i),
  level: z.int32().min(1).max(10).optional(),
  weight: z.number().min(0.0).max(1.0).optional(),
  balance: bigint().optional(),
  price: decimal(8, 3).optional(),
  enabled: z.boolean().optional(),
  greeting: z.string().min(1).max(40).optional(),
  startedAt: datetime().optional(),
  state: State.optional(),
  scope: z.uuid().toLowerCase().optional(),
  secret: z.string().min(1).max(64).nullish(),
});

/** The body of an update, a JSON Merge Patch (RFC 7396): absent fields are kept, null clears. */
export const update = create.partial().omit({ code: true });

/** What the list can be queried by, and its page size. */
export const list = listQuery({
  page: { size: 20, max: 100 },
});

nameSchemas(
  "Setting",
  { params, resource, create, update },
  "Every modifier,\nand a default of every type that may have one.",
);

export type Create = z.output<typeof create>;
export type Update = z.output<typeof update>;
export type ListQuery = z.output<typeof list>;
