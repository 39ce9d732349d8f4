import { z } from "zod";

import { type FileRule } from "~/server/files/rule";
import { listQuery } from "~/server/http/query";
import { datetime, file } from "~/server/http/scalars";

/** The path parameters of a single row. */
export const params = z.strictObject({ id: z.uuid().toLowerCase() });

/** The answer: what the API shows of one. */
export const resource = z.strictObject({
  id: z.uuid(),
  title: z.string(),
  recordingOfTheWholeConversationInFull1: file().nullable(),
  userId: z.string(),
  createdAt: datetime(),
  updatedAt: datetime(),
});

/** The body of a create. */
export const create = z.strictObject({
  title: z.string().min(1).max(120),
});

/** The body of an update, a JSON Merge Patch: absent fields are kept, null clears. */
export const update = create.partial();

/** The files that can be uploaded. */
export const files = {
  recordingOfTheWholeConversationInFull1: {
    types: ["audio/mpeg"],
    max: 1_073_741_824,
    removable: false,
  },
} satisfies Record<string, FileRule>;

/** Filters, sort keys and page size of the list. */
export const list = listQuery({
  filter: {},
  sort: {},
  page: { size: 20, max: 100 },
});

export type Create = z.output<typeof create>;
export type Update = z.output<typeof update>;
export type ListQuery = z.output<typeof list>;
export type FileField = keyof typeof files;
