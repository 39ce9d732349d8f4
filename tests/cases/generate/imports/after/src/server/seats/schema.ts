import { z } from "zod";

import { nameSchemas } from "~/server/http/json-schema";
import { listQuery } from "~/server/http/query";
import { datetime, decimal } from "~/server/http/scalars";
import { importQuery } from "~/server/import/http";

/** The path parameters of a single row. */
export const params = z.strictObject({ id: z.uuid().toLowerCase() });

/** The answer: what the API shows of one. */
export const resource = z.strictObject({
  id: z.uuid(),
  label: z.string(),
  place: z.int(),
  price: decimal(10, 2),
  secret: z.string().nullable().optional(),
  userId: z.string(),
  createdAt: datetime(),
  updatedAt: datetime(),
});

/** The body of a create. */
export const create = z.strictObject({
  label: z.string().min(1).max(20),
  place: z.int32(),
  price: decimal(10, 2),
  secret: z.string().min(1).max(20).nullish(),
});

/** The body of an update, a JSON Merge Patch (RFC 7396): absent fields are kept, null clears. */
export const update = create.partial();

/** What the list can be queried by, and its page size. */
export const list = listQuery({
  page: { size: 20, max: 100 },
});

/** What rows of a file are imported with. */
export const imported = importQuery(["label", "place"]);

/** The fields by which an import finds rows that exist. */
export const importKeys = z.object({
  label: create.shape.label.optional(),
  place: create.shape.place.optional(),
});

nameSchemas("Seat", { params, resource, create, update });

export type Create = z.output<typeof create>;
export type Update = z.output<typeof update>;
export type ListQuery = z.output<typeof list>;
