import { z } from "zod";

import { equality, nullable } from "~/server/http/filters";
import { listQuery } from "~/server/http/query";
import { datetime, listOf } from "~/server/http/scalars";

/** The path of one. */
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

/** What a client sends to create one. */
export const create = z.strictObject({
  name: z.string().min(1).max(80),
  chairId: z.string().min(1).max(255).nullish(),
  founderId: z.string().min(1).max(255),
  memberIds: listOf(z.string().min(1).max(255), 100).optional(),
});

/** What a client sends to change one, a merge patch (RFC 7396): what is absent stays, null clears. */
export const update = create.partial().omit({
  founderId: true,
});

/** What the list can be filtered and sorted by, and how long a page is. */
export const list = listQuery({
  filter: {
    chairId: nullable(equality(z.string().min(1).max(255))),
  },
  sort: {},
  page: { size: 20, max: 100 },
});

export type Create = z.output<typeof create>;
export type Update = z.output<typeof update>;
export type ListQuery = z.output<typeof list>;
export type Filter = ListQuery["filter"][number];
