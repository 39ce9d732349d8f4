import { type Prisma } from "~/server/db";
import { MAX_INCLUDED, pickIncluded, loadTargets } from "~/server/included";
import * as agentRepository from "~/server/agents/repository";
import * as taskRow from "~/server/tasks/row";
import { fromRow, type Row, type Visible } from "./row";
import type * as schema from "./schema";

/** The relations that are read by the same query. */
export function related(include: schema.Include[], visible: Visible) {
  return pickIncluded(include, {
    tasks: {
      where: visible.tasks,
      orderBy: { id: "asc" },
      take: MAX_INCLUDED,
      select: taskRow.select,
    },
  } satisfies Prisma.DealSelect);
}

type Related = Prisma.DealGetPayload<{
  select: ReturnType<typeof related>;
}>;

/** A row with the relations that were read by the same query. */
export type RowWithIncluded = Row & Partial<Related>;

/** Rows as the API returns them, with included relations. */
export async function toItems(
  rows: RowWithIncluded[],
  include: schema.Include[],
  visible: Visible,
) {
  const targets = {
    agent: await loadTargets(
      include.includes("agent"),
      rows.map((row) => row.agentId),
      (ids) => agentRepository.listByIds(visible.agent, ids),
    ),
  };
  return rows.map((row) => ({
    ...fromRow(row),
    agent: targets.agent?.one(row.agentId),
    tasks: row.tasks?.map(taskRow.fromRow),
  }));
}
