import { z } from "zod";

import { compositeKey } from "~/server/composite-key";
import { nameSchemas } from "~/server/http/json-schema";
import { listQuery } from "~/server/http/query";
import { datetime } from "~/server/http/scalars";

/** The key of a single row: its id has the parts, parted by commas. */
export const rowKey = compositeKey({
  userId: z.string().min(1).max(255),
  wareId: z.uuid().toLowerCase(),
});

/** The path parameters of a single row. */
export const params = z.strictObject({ id: rowKey.id });

/** The answer: what the API shows of one. */
export const resource = z.strictObject({
  id: rowKey.id,
  note: z.string().nullable(),
  wareId: z.uuid(),
  userId: z.string(),
  createdAt: datetime(),
  updatedAt: datetime(),
});

/** The body of a create. */
export const create = z.strictObject({
  note: z.string().min(1).max(100).nullish(),
  wareId: z.uuid().toLowerCase(),
});

/** The body of an update, a JSON Merge Patch (RFC 7396): absent fields are kept, null clears. */
export const update = create.partial().omit({ wareId: true });

/** What the list can be queried by, and its page size. */
export const list = listQuery({
  page: { size: 20, max: 100 },
});

nameSchemas("Keepsake", { params, resource, create, update });

export type Create = z.output<typeof create>;
export type Update = z.output<typeof update>;
export type ListQuery = z.output<typeof list>;
