import { z } from "zod";

import { nameSchemas } from "~/server/http/json-schema";
import { getQuery, listQuery } from "~/server/http/query";
import { datetime, listOf } from "~/server/http/scalars";
import * as palletLineSchema from "~/server/pallet-lines/schema";

/** The path parameters of a single row. */
export const params = z.strictObject({ id: z.uuid().toLowerCase() });

/** The answer: what the API shows of one. */
export const resource = z.strictObject({
  id: z.uuid(),
  number: z.string(),
  wareIds: z.array(z.uuid()),
  createdAt: datetime(),
  updatedAt: datetime(),
});

/** The body of a create. */
export const create = z.strictObject({
  number: z.string().min(1).max(20),
  lines: listOf(
    palletLineSchema.create.omit({
      palletId: true,
    }),
    100,
  ).optional(),
});

/** The body of an update, a JSON Merge Patch (RFC 7396): absent fields are kept, null clears. */
export const update = create.partial().omit({ lines: true });

/** The relations that responses can include. */
const include = ["lines", "wares"] as const;

/** What the list can be queried by, and its page size. */
export const list = listQuery({
  include,
  page: { size: 20, max: 100 },
});

/** The query parameters of a single row. */
export const get = getQuery({ include });

nameSchemas("Pallet", { params, resource, create, update });

export type Create = z.output<typeof create>;
export type Update = z.output<typeof update>;
export type ListQuery = z.output<typeof list>;
export type GetQuery = z.output<typeof get>;
export type Include = (typeof include)[number];
