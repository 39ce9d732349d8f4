import { z } from "zod";

import { nameSchemas } from "~/server/http/json-schema";
import { merging, patchOf } from "~/server/http/merge-patch";
import { listQuery } from "~/server/http/query";
import { datetime, json } from "~/server/http/scalars";

/** The path parameters of a single row. */
export const params = z.strictObject({ id: z.uuid().toLowerCase() });

/** The answer: what the API shows of one. */
export const resource = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  choices: json(),
  steps: json(),
  look: json(),
  hint: json().nullable(),
  createdAt: datetime(),
  updatedAt: datetime(),
});

/** The body of a create. */
export const create = z.strictObject({
  name: z.string().min(1).max(40),
  choices: json().optional(),
  steps: json().optional(),
  look: json().optional(),
  hint: json().nullish(),
});

/** The body of an update, a JSON Merge Patch (RFC 7396): absent fields are kept, null clears. */
export const update = create.partial().extend({
  choices: patchOf(json()).optional(),
  steps: patchOf(json()).optional(),
  look: patchOf(json()).optional(),
  hint: patchOf(json()).nullish(),
});

/** A change with its JSON as it is once it is merged with that of the row. */
export const merge = merging(
  create
    .pick({
      choices: true,
      steps: true,
      look: true,
      hint: true,
    })
    .partial(),
);

/** What the list can be queried by, and its page size. */
export const list = listQuery({
  page: { size: 20, max: 100 },
});

nameSchemas("Preset", { params, resource, create, update });

export type Create = z.output<typeof create>;
export type Update = z.output<typeof update>;
export type Change = ReturnType<typeof merge<Update>>;
export type JsonField = keyof Parameters<typeof merge>[1];
export type ListQuery = z.output<typeof list>;
