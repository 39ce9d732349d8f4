import { type Transitions } from "~/server/http/states";
import type * as schema from "./schema";

/** The states of new repairs. */
export const initial = { status: "received" } as const;

/** The actions on repairs: from which states they lead where. */
export const transitions = {
  offer: { field: "status", from: ["received"], to: "offered" },
  repair: { field: "status", from: ["offered"], to: "repaired" },
  return: { field: "status", from: ["offered", "repaired"], to: "returned" },
  cancel: { field: "status", from: ["received"], to: "returned" },
} as const satisfies Transitions<schema.States>;

export type Action = keyof typeof transitions;
