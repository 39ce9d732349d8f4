import { z } from "zod";

import { equality, nullable, range } from "~/server/http/filters";
import { nameSchemas } from "~/server/http/json-schema";
import { listQuery } from "~/server/http/query";
import { date, datetime, decimal } from "~/server/http/scalars";

export const State = z.enum(["open", "paid", "written_off"]);

/** The path parameters of a single row. */
export const params = z.strictObject({ id: z.uuid().toLowerCase() });

/** The answer: what the API shows of one. */
export const resource = z.strictObject({
  id: z.uuid(),
  number: z.string(),
  state: State,
  total: decimal(12, 2),
  rate: decimal(5, 4),
  due: date().nullable(),
  createdAt: datetime(),
  updatedAt: datetime(),
  version: z.int(),
});

/** The body of a create. */
export const create = z.strictObject({
  number: z.string().min(1).max(20),
  state: State.optional(),
  total: decimal(12, 2, { min: "0" }),
  rate: decimal(5, 4, { max: "1" }).optional(),
  due: date().nullish(),
});

/** The body of an update, a JSON Merge Patch (RFC 7396): absent fields are kept, null clears. */
export const update = create.partial().omit({ number: true });

/** What the list can be queried by, and its page size. */
export const list = listQuery({
  filter: {
    state: equality(State),
    total: range(decimal(12, 2)),
    due: nullable(range(date())),
  },
  sort: { total: "required", due: "nullable" },
  page: { size: 20, max: 100 },
});

nameSchemas("Invoice", { params, resource, create, update });

export type Create = z.output<typeof create>;
export type Update = z.output<typeof update>;
export type ListQuery = z.output<typeof list>;
export type Filter = ListQuery["filter"][number];
