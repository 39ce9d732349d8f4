import { z } from "zod";

import { equality, nullable } from "~/server/http/filters";
import { nameSchemas } from "~/server/http/json-schema";
import { listQuery } from "~/server/http/query";
import { datetime, listOf } from "~/server/http/scalars";

/** The path parameters of a single row. */
export const params = z.strictObject({ id: z.uuid().toLowerCase() });

/** The answer: what the API shows of one. */
export const resource = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  chairId: z.string().nullable(),
  founderId: z.string(),
  memberIds: z.array(z.string().min(1).max(255)),
  userId: z.string(),
  createdAt: datetime(),
  updatedAt: datetime(),
});

/** The body of a create. */
export const create = z.strictObject({
  name: z.string().min(1).max(80),
  chairId: z.string().min(1).max(255).nullish(),
  founderId: z.string().min(1).max(255),
  memberIds: listOf(z.string().min(1).max(255), 100).optional(),
});

/** The body of an update, a JSON Merge Patch (RFC 7396): absent fields are kept, null clears. */
export const update = create.partial().omit({ founderId: true });

/** What the list can be queried by, and its page size. */
export const list = listQuery({
  filter: {
    chairId: nullable(equality(z.string().min(1).max(255))),
  },
  page: { size: 20, max: 100 },
});

nameSchemas("Committee", { params, resource, create, update });

export type Create = z.output<typeof create>;
export type Update = z.output<typeof update>;
export type ListQuery = z.output<typeof list>;
export type Filter = ListQuery["filter"][number];
