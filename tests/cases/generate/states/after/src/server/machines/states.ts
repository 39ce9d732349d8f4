import { type Transitions } from "~/server/http/states";
import type * as schema from "./schema";

/** The states of new machines. */
export const initial = { power: "off", door: "shut" } as const;

/** The actions on machines: from which states they lead where. */
export const transitions = {
  switchOn: { field: "power", from: ["off"], to: "on" },
  switchOff: { field: "power", from: ["on"], to: "off" },
  openDoor: { field: "door", from: ["shut"], to: "open" },
  shutDoor: { field: "door", from: ["open"], to: "shut" },
} as const satisfies Transitions<schema.States>;

export type Action = keyof typeof transitions;
