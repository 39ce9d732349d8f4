import { z } from "zod";

import { equality } from "~/server/http/filters";
import { nameSchemas } from "~/server/http/json-schema";
import { listQuery } from "~/server/http/query";
import { datetime } from "~/server/http/scalars";

export const Level = z.enum(["low", "high"]);

export const Reported = z.enum(["low", "high"]);

export const State = z.enum(["open", "closed"]);

export const Before = z.enum(["open", "closed"]);

/** The path parameters of a single row. */
export const params = z.strictObject({ id: z.uuid().toLowerCase() });

/** The answer: what the API shows of one. */
export const resource = z.strictObject({
  id: z.uuid(),
  level: Level,
  reported: Reported.nullable(),
  state: State,
  before: Before.nullable(),
  createdAt: datetime(),
  updatedAt: datetime(),
});

/** The body of a create. */
export const create = z.strictObject({
  level: Level.optional(),
  reported: Reported.nullish(),
  state: State,
  before: Before.nullish(),
});

/** The body of an update, a JSON Merge Patch (RFC 7396): absent fields are kept, null clears. */
export const update = create.partial();

/** What the list can be queried by, and its page size. */
export const list = listQuery({
  filter: {
    level: equality(Level),
    state: equality(State),
  },
  page: { size: 20, max: 100 },
});

nameSchemas("Alarm", { params, resource, create, update });

export type Create = z.output<typeof create>;
export type Update = z.output<typeof update>;
export type ListQuery = z.output<typeof list>;
export type Filter = ListQuery["filter"][number];
