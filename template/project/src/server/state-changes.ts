import { authorise, type Actor, type Rule } from "~/server/auth/access";
import { db } from "~/server/db";
import { AppError, notFound, versionConflict } from "~/server/errors";
import { type Transition } from "~/server/http/states";
import { transaction } from "~/server/transaction";

/** An action on a row of a resource, and how the row is read and written. */
type Attempt<Action extends string, Where, Change, Row> = {
  actor: Actor | null;
  resource: string;
  id: string | number;
  action: Action;
  transitions: Readonly<Record<Action, Transition>>;
  rules: Readonly<Record<Action, Rule<Where>>>;
  /** The version of If-Match, if sent. */
  version?: number | undefined;
  find: (scope: Where) => Promise<Row | null>;
  /** Null if no row of the scope has the id, and the version if it is given. */
  update: (scope: Where, change: Change) => Promise<Row | null>;
};

/**
 * Changes the state of a row, and adds the change to its history. The state is compared by the statement that
 * sets it: of several changes at once, one succeeds.
 */
export async function changeState<
  Action extends string,
  Where extends object,
  Change extends object,
  Row extends { id: string | number; version?: number },
>(attempt: Attempt<Action, Where, Change, Row>): Promise<Row> {
  const { actor, resource, id, action, transitions, rules } = attempt;
  const scope = authorise(rules[action], actor);
  const { field, from, to } = transitions[action];
  const changed = await transaction(async () => {
    for (const state of from) {
      const unchanged = { AND: [scope, { [field]: state }] } as unknown;
      const change = { [field]: to } as unknown;
      const row = await attempt.update(unchanged as Where, change as Change);
      if (!row) continue;
      const actorId = actor?.id ?? null;
      const data = { resource, rowId: String(id), field, action, actorId };
      await db.stateChange.create({
        data: { ...data, from: state, to },
        select: { id: true },
      });
      return row;
    }
    return null;
  });
  if (changed) return changed;
  throw await refusalOf(attempt, await attempt.find(scope));
}

/** Why an action changed no row: there is none, it has another version, or a state that the action does not start from. */
async function refusalOf<
  Action extends string,
  Where,
  Change,
  Row extends { version?: number },
>(
  attempt: Attempt<Action, Where, Change, Row>,
  row: Row | null,
): Promise<AppError> {
  if (!row) return notFound();
  const { action, transitions, version } = attempt;
  const { version: last = 0 } = row;
  if (version !== undefined && version !== last) {
    return versionConflict({ version: last });
  }
  const { field } = transitions[action];
  const current = String((row as Record<string, unknown>)[field]);
  const allowed = await allowedActions(attempt, field, current);
  const message = `"${action}" does not start from ${current}.`;
  const details = [
    { pointer: `/${field}`, code: "invalid_transition", message },
  ];
  const members = { current, attempted: action, allowed };
  return new AppError("conflict", message, details, { members });
}

/** The actions that start from a state of a row, and that the actor may take. */
async function allowedActions<Action extends string, Where, Change, Row>(
  { actor, transitions, rules, find }: Attempt<Action, Where, Change, Row>,
  field: string,
  state: string,
): Promise<Action[]> {
  const actions = Object.keys(transitions) as Action[];
  const allowed = actions.map(async (action) => {
    const transition = transitions[action];
    const isSame = transition.field === field;
    const starts = isSame && transition.from.includes(state);
    const scope = starts ? rules[action](actor) : null;
    return scope && (await find(scope)) ? [action] : [];
  });
  return (await Promise.all(allowed)).flat();
}
