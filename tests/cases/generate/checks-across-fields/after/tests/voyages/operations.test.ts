import { people } from "../support/api";
import { checkBulk } from "../support/bulk";
import { checkCondition } from "../support/checks";
import { checkCreate } from "../support/create";
import { checkDelete } from "../support/delete";
import { checkGet } from "../support/get";
import { checkList } from "../support/lists";
import { checkQueries } from "../support/queries";
import { checkRestore } from "../support/restore";
import { checkUpdate } from "../support/update";
import { subject } from "./subject";

checkList(subject, {
  as: people.alice,
  limit: 100,
});

checkQueries(subject, {
  as: people.alice,
  limit: 100,
  sorts: ["departs"],
});

checkGet(subject, {
  as: people.alice,
});

checkCreate(subject, {
  as: people.alice,
  required: ["departs", "price", "berth", "crew"],
  unique: [["berth"]],
});

checkUpdate(subject, {
  as: people.alice,
  unique: ["berth"],
});

checkCondition(subject, {
  fields: ["departs", "arrives"],
  broken: { departs: "2000-01-02T00:00:00.000Z" },
  creates: people.alice,
  updates: people.alice,
});

checkCondition(subject, {
  fields: ["paid", "price"],
  broken: { paid: "10000.01" },
  creates: people.alice,
  updates: people.alice,
});

checkCondition(subject, {
  fields: ["state", "arrives", "paid"],
  broken: { state: "sailed", arrives: null },
  creates: people.alice,
  updates: people.alice,
});

checkDelete(subject, {
  as: people.alice,
});

checkRestore(subject, {
  as: people.alice,
  unique: ["berth"],
});

checkBulk(subject, {
  create: people.alice,
  update: people.alice,
  delete: people.alice,
  limit: 20,
  unique: "berth",
  public: true,
});
