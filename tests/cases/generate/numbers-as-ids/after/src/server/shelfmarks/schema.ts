import { z } from "zod";

import { equality } from "~/server/http/filters";
import { nameSchemas } from "~/server/http/json-schema";
import { listQuery } from "~/server/http/query";
import { datetime, number, pathNumber } from "~/server/http/scalars";

/** The path parameters of a single row. */
export const params = z.strictObject({ id: pathNumber() });

/** The id of a single row in a body. */
export const key = z.strictObject({ id: z.int32() });

/** The answer: what the API shows of one. */
export const resource = z.strictObject({
  id: z.int32(),
  hall: z.string(),
  createdAt: datetime(),
  updatedAt: datetime(),
});

/** The body of a create. */
export const create = z.strictObject({
  id: z.int32().min(1),
  hall: z.string().min(1).max(20),
});

/** The body of an update, a JSON Merge Patch (RFC 7396): absent fields are kept, null clears. */
export const update = create.partial().omit({ id: true });

/** What the list can be queried by, and its page size. */
export const list = listQuery({
  filter: {
    id: equality(number(z.int32())),
  },
  page: { size: 20, max: 100 },
});

nameSchemas("Shelfmark", { params, resource, create, update });

export type Create = z.output<typeof create>;
export type Update = z.output<typeof update>;
export type ListQuery = z.output<typeof list>;
export type Filter = ListQuery["filter"][number];
