import { omitUnreadable } from "~/server/auth/fields";
import { type EventType } from "~/server/outbox/events";
import { recorded, recordedRemoval } from "~/server/outbox/record";
import * as passengerWrites from "~/server/passengers/writes";
import * as files from "./files";
import { fields } from "./policy";
import * as repository from "./repository";
import { type Action } from "./states";

// The repository as the service uses it: writes add their events, in the same transaction.
export * from "./repository";

type Row = Awaited<ReturnType<typeof repository.create>>;

/** What events say of a row, without the fields that not everybody may read. */
export function payload(row: Row) {
  return omitUnreadable(fields, null, row);
}

export const create: typeof repository.create = async (...args) =>
  recorded({
    types: ["excursion.created"],
    payload,
    work: () => repository.create(...args),
    nested: async ({ id }) => {
      await passengerWrites.recordNested({ excursionId: id });
    },
  });

export const update: typeof repository.update = async (...args) =>
  recorded({
    types: ["excursion.changed"],
    payload,
    work: () => repository.update(...args),
  });

const actions: Partial<Record<Action, EventType[]>> = {
  announce: ["excursion.changed"],
  end: ["excursion.finished"],
  callOff: ["excursion.finished"],
};

export async function act(
  action: Action,
  ...args: Parameters<typeof repository.update>
) {
  return recorded({
    types: actions[action] ?? [],
    payload,
    work: () => repository.update(...args),
  });
}

export const replaceFile: typeof files.replace = async (...args) =>
  recorded({
    types: ["excursion.changed"],
    payload,
    work: () => files.replace(...args),
  });

export const remove: typeof repository.remove = async (...args) =>
  recordedRemoval({
    types: ["excursion.removed"],
    payload,
    find: () => repository.find(null, args[0], args[1]),
    work: () => repository.remove(...args),
  });
