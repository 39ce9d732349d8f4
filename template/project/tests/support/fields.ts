import { describe, expect, it } from "vitest";
import { z } from "zod";

import { cellsOf, personOf, refusalBody } from "./access";
import { alice, api, refusal } from "./api";
import { type Person } from "./people";
import { insertWith, pick, type Relation, type Subject } from "./subject";

/** What the tests of fields need besides the table. */
type Facts = {
  /** The queries that name a field. */
  queries?: Record<string, string[]>;
  /** The fields that are searched. */
  searched?: string[];
  /** Included relations whose foreign key is in the other resource. */
  children?: Relation[];
};
type Guarded = Facts & { subject: Subject };

const row = z.looseObject({ id: z.string() });
const page = z.looseObject({ items: z.array(row) });

/**
 * Checks a table of people and fields against the API. `margin?` tells whether somebody sees the margin of
 * a row of alice's: to those from whom it is hidden it is as if there were none, whatever they ask for.
 * `margin=` tells whether they set it: it is `set`, or refused with a status and its place, on every way.
 * `+agent.rating` tells whether they see the rating of an agent that is included with such a row.
 */
export function checkFields(
  subject: Subject,
  table: string,
  facts: Facts = {},
): void {
  const guarded = { ...facts, subject };
  describe(`single fields of ${subject.path}`, () => {
    for (const { who, operation, expected } of cellsOf(table)) {
      const name = operation.replace(/^\+|[?=]$/, "");
      const as = personOf(who);
      it(`${operation} by ${who}: ${expected}`, async () => {
        if (operation.startsWith("+")) {
          return checkIncluded(guarded, as, name, expected);
        }
        if (operation.endsWith("=")) {
          return checkWritten(guarded, as, name, expected);
        }
        await checkAsked(guarded, as, name, expected);
        if (!name.includes(".")) await checkRead(guarded, as, name, expected);
      });
    }
  });
}

/** Whether the field is in what is answered to GET, of one and of all. */
async function checkRead(
  { subject, searched = [] }: Guarded,
  as: Person | undefined,
  name: string,
  expected: string,
) {
  const word = crypto.randomUUID().slice(0, 12);
  const isSearched = searched.includes(name);
  const fields = isSearched ? { [name]: word } : {};
  const { id } = await subject.factory.insert(alice.id, { fields });
  const one = await api("GET", `${subject.path}/${id}`, { as });
  const all = await api("GET", `${subject.path}?limit=1`, { as });
  const shown = [
    ...(one.status === 200 ? [row.parse(await one.json())] : []),
    ...(all.status === 200 ? page.parse(await all.json()).items : []),
  ];

  expect(shown).not.toEqual([]);
  for (const item of shown) expect(name in item).toBe(expected === "shown");
  if (!isSearched || all.status !== 200) return;
  const found = await api("GET", `${subject.path}?q=${word}`, { as });
  const { items } = page.parse(await found.json());
  expect(items.some((item) => item.id === id)).toBe(expected === "shown");
}

/** Whether the field is in what is included with a row. */
async function checkIncluded(
  { subject, children = [] }: Guarded,
  as: Person | undefined,
  name: string,
  expected: string,
) {
  const [relation = "", field = ""] = name.split(".");
  const { id } = await subject.factory.insert(alice.id);
  for (const [child, key, target] of children) {
    if (child === relation) await insertWith(target, alice.id, { [key]: id });
  }
  const path = `${subject.path}/${id}?include=${relation}`;
  const response = await api("GET", path, { as });
  const found = row.parse(await response.json())[relation];
  const shown = z.array(row).parse([found].flat());

  expect(shown).not.toEqual([]);
  for (const one of shown) expect(field in one).toBe(expected === "shown");
}

/** Whether the queries that name the field are answered otherwise than those that name nothing. */
async function checkAsked(
  { subject, queries }: Guarded,
  as: Person | undefined,
  name: string,
  expected: string,
) {
  const nothing = "surprise";
  for (const query of queries?.[name] ?? []) {
    const ask = async (one: string) => {
      const response = await api("GET", `${subject.path}?${one}`, { as });
      return JSON.stringify(await refusalBody(response));
    };
    const answer = await ask(query);
    const unknown = await ask(query.replace(name, nothing));
    const isUnknown = answer === unknown.replaceAll(nothing, name);
    expect(isUnknown).toBe(expected === "hidden");
  }
}

/** Whether the field is taken on the ways on which somebody may send the rest. */
async function checkWritten(
  { subject }: Guarded,
  as: Person | undefined,
  name: string,
  expected: string,
) {
  const userId = (as ?? alice).id;
  const { path, factory } = subject;
  const fresh = async () => factory.fresh(userId);
  const valueOf = async () =>
    pick(await (factory.complete ?? factory.fresh)(userId), [name]);
  const create = async (body: object) => api("POST", path, { as, body });
  const several = async (one: object) =>
    api("POST", `${path}/bulk`, { as, body: { create: [one] } });
  const update = async (body: object) => {
    const { id } = await factory.insert(alice.id);
    return api("PATCH", `${path}/${id}`, { as, body });
  };
  const sent = [
    { send: create, rest: fresh, place: `/${name}` },
    { send: several, rest: fresh, place: `/create/0/${name}` },
    { send: update, rest: async () => ({}), place: `/${name}` },
  ];

  const ways = [];
  for (const way of sent) {
    // An immutable field is unknown to those who change, whoever they are.
    const first = await way.send(await way.rest());
    if (!first.ok) continue;
    const value = await valueOf();
    const body = { ...(await way.rest()), ...value };
    const response = await way.send(body);
    if (way.send === update && response.status === 422) continue;
    ways.push(way);
    if (expected === "set") expect(response.status).toBeLessThan(300);
    else {
      const refused = { status: Number(expected), places: [way.place] };
      expect(await refusal(response)).toEqual(refused);
    }
  }
  expect(ways).not.toEqual([]);
}
