import { z } from "zod";

import { nameSchemas } from "~/server/http/json-schema";
import { listQuery } from "~/server/http/query";
import { datetime, pathText } from "~/server/http/scalars";

/** The path parameters of a single row. */
export const params = z.strictObject({ id: pathText() });

/** The answer: what the API shows of one. */
export const resource = z.strictObject({
  id: pathText(),
  fuel: z.boolean(),
  flightId: z.uuid(),
  createdAt: datetime(),
  updatedAt: datetime(),
});

/** The body of a create. */
export const create = z.strictObject({
  id: pathText().max(30),
  fuel: z.boolean().optional(),
  flightId: z.uuid().toLowerCase(),
});

/** The body of an update, a JSON Merge Patch (RFC 7396): absent fields are kept, null clears. */
export const update = create.partial().omit({ id: true });

/** What the list can be queried by, and its page size. */
export const list = listQuery({
  page: { size: 20, max: 100 },
});

nameSchemas("Stopover", { params, resource, create, update });

export type Create = z.output<typeof create>;
export type Update = z.output<typeof update>;
export type ListQuery = z.output<typeof list>;
