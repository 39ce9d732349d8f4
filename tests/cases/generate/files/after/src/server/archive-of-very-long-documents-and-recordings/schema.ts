import { z } from "zod";

import { type FileRule } from "~/server/files/rule";
import { listQuery } from "~/server/http/query";
import { datetime, file } from "~/server/http/scalars";

/** The path of one. */
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

/** What a client sends to create one. */
export const create = z.strictObject({
  title: z.string().min(1).max(120),
});

/** What a client sends to change one, a merge patch (RFC 7396): what is absent stays, null clears. */
export const update = create.partial();

/** What may be uploaded. */
export const files = {
  recordingOfTheWholeConversationInFull1: {
    types: ["audio/mpeg"],
    max: 1_073_741_824,
    removable: false,
  },
} satisfies Record<string, FileRule>;

/** What the list can be filtered and sorted by, and how long a page is. */
export const list = listQuery({
  filter: {},
  sort: {},
  page: { size: 20, max: 100 },
});

export type Create = z.output<typeof create>;
export type Update = z.output<typeof update>;
export type ListQuery = z.output<typeof list>;
export type FileField = keyof typeof files;
