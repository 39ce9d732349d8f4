import { type Event, type EventType } from "./events";

/** What runs when there are events of these types. */
export type Subscriber = {
  types: readonly EventType[];
  run: (event: Event) => Promise<void>;
};

/** Subscribes to one type of events, or to several. */
export function on<Type extends EventType>(
  types: Type | readonly Type[],
  run: (event: Event<Type>) => Promise<void>,
): Subscriber {
  return {
    types: typeof types === "string" ? [types] : types,
    run: async (event) => run(event as Event<Type>),
  };
}
