import { db } from "~/server/db";
import { type Event } from "./events";
import { type Claimed } from "./queue";
import { subscribers } from "./subscribers";

/** To whom events of a type are delivered. */
export function targetsOf(type: string): string[] {
  const interested = Object.entries(subscribers).filter(([, { types }]) =>
    types.some((one) => one === type),
  );
  return interested.map(([name]) => name);
}

/** Delivers an event; throws if it has to be delivered again. */
export async function deliver({ eventId, target }: Claimed): Promise<void> {
  const subscriber = subscribers[target];
  if (!subscriber) throw new Error(`There is no subscriber "${target}".`);
  await subscriber.run(await eventOf(eventId));
}

async function eventOf(id: string): Promise<Event> {
  const { data, createdAt, ...rest } = await db.outboxEvent.findUniqueOrThrow({
    where: { id },
    select: {
      id: true,
      type: true,
      resourceId: true,
      actorId: true,
      data: true,
      createdAt: true,
    },
  });
  const parsed: unknown = JSON.parse(data);
  return {
    ...rest,
    createdAt: createdAt.toISOString(),
    data: parsed,
  } as Event;
}
