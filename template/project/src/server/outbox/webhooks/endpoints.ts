import { authorise, type Actor } from "~/server/auth/access";
import { db, type Prisma } from "~/server/db";
import { orNotFound } from "~/server/errors";
import { pageOf } from "~/server/pagination";
import { wake } from "~/server/queue/wake";
import { orNull } from "~/server/rows";
import { transaction } from "~/server/transaction";
import { manage } from "./access";
import { targetOf } from "./delivery";
import { newSecret } from "./signature";
import type * as schema from "./schema";

const select = {
  id: true,
  url: true,
  types: true,
  enabled: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.WebhookEndpointSelect;

const deliveryColumns = {
  id: true,
  eventId: true,
  status: true,
  attempts: true,
  availableAt: true,
  responseStatus: true,
  lastError: true,
  createdAt: true,
} satisfies Prisma.EventDeliverySelect;

/** An endpoint as the API shows it; its types are stored as JSON. */
function shown<Row extends { types: string }>(row: Row) {
  return { ...row, types: JSON.parse(row.types) as string[] };
}

function shownDelivery<Row extends { status: string }>(row: Row) {
  return { ...row, status: row.status as schema.Status };
}

function stored({ types, ...rest }: schema.Update) {
  return { ...rest, ...(types && { types: JSON.stringify(types) }) };
}

export async function list(actor: Actor | null, query: schema.ListQuery) {
  authorise(manage, actor);
  const page = await pageOf(actor, query, {
    where: {},
    find: (part) => db.webhookEndpoint.findMany({ ...part, select }),
    count: () => db.webhookEndpoint.count(),
  });
  return { ...page, items: page.items.map(shown) };
}

export async function get(actor: Actor | null, id: string) {
  authorise(manage, actor);
  const row = await db.webhookEndpoint.findUnique({ where: { id }, select });
  return shown(orNotFound(row));
}

/** Creates an endpoint with a new secret, which is shown this once. */
export async function create(actor: Actor | null, input: schema.Create) {
  authorise(manage, actor);
  const { url, enabled, types } = input;
  const row = await db.webhookEndpoint.create({
    data: { url, enabled, types: JSON.stringify(types), secret: newSecret() },
    select: { ...select, secret: true },
  });
  return shown(row);
}

export async function update(
  actor: Actor | null,
  id: string,
  input: schema.Update,
) {
  authorise(manage, actor);
  const changed = db.webhookEndpoint.update({
    where: { id },
    data: stored(input),
    select,
  });
  return shown(orNotFound(await orNull(changed)));
}

/** Removes an endpoint, and its log. */
export async function remove(actor: Actor | null, id: string): Promise<void> {
  authorise(manage, actor);
  await transaction(async () => {
    const removed = db.webhookEndpoint.delete({ where: { id }, select });
    orNotFound(await orNull(removed));
    await db.eventDelivery.deleteMany({ where: { target: targetOf(id) } });
  });
}

/** The log of an endpoint. */
export async function listDeliveries(
  actor: Actor | null,
  id: string,
  query: schema.ListQuery,
) {
  await get(actor, id);
  const where: Prisma.EventDeliveryWhereInput = { target: targetOf(id) };
  const page = await pageOf(actor, query, {
    where,
    find: (part) =>
      db.eventDelivery.findMany({ ...part, select: deliveryColumns }),
    count: () => db.eventDelivery.count({ where }),
  });
  return { ...page, items: page.items.map(shownDelivery) };
}

/** Delivers once more, whatever became of the delivery; one that is pending is not delayed any longer. */
export async function replay(
  actor: Actor | null,
  id: string,
  deliveryId: string,
) {
  authorise(manage, actor);
  const restarted = db.eventDelivery.update({
    where: { id: deliveryId, target: targetOf(id) },
    data: { status: "pending", attempts: 0, availableAt: new Date() },
    select: deliveryColumns,
  });
  const row = orNotFound(await orNull(restarted));
  wake("events");
  return shownDelivery(row);
}
