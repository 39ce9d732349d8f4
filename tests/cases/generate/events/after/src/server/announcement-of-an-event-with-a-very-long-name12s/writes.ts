import { recorded, recordedRemoval } from "~/server/outbox/record";
import * as files from "./files";
import * as repository from "./repository";

// The repository as the service uses it: writes add their events, in the same transaction.
export * from "./repository";

type Row = Awaited<ReturnType<typeof repository.create>>;

/** What events say of a row. */
export function payload(row: Row) {
  return row;
}

export const create: typeof repository.create = async (...args) =>
  recorded({
    types: ["announcementOfAnEventWithAVeryLongName12.created"],
    payload,
    work: () => repository.create(...args),
  });

export const update: typeof repository.update = async (...args) =>
  recorded({
    types: ["announcementOfAnEventWithAVeryLongName12.updated"],
    payload,
    work: () => repository.update(...args),
  });

export const replaceFile: typeof files.replace = async (...args) =>
  recorded({
    types: ["announcementOfAnEventWithAVeryLongName12.updated"],
    payload,
    work: () => files.replace(...args),
  });

export const remove: typeof repository.remove = async (...args) =>
  recordedRemoval({
    types: ["announcementOfAnEventWithAVeryLongName12.deleted"],
    payload,
    find: () => repository.find(args[0], args[1]),
    work: () => repository.remove(...args),
  });

export const restore: typeof repository.restore = async (...args) =>
  recorded({
    types: ["announcementOfAnEventWithAVeryLongName12.restored"],
    payload,
    work: () => repository.restore(...args),
  });
