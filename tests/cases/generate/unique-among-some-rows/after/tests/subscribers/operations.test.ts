import { people } from "../support/api";
import { checkCreate } from "../support/create";
import { checkDelete } from "../support/delete";
import { checkGet } from "../support/get";
import { checkList } from "../support/lists";
import { checkQueries } from "../support/queries";
import { checkReferences } from "../support/relations";
import { checkPartialUnique } from "../support/uniques";
import { checkUpdate } from "../support/update";
import { subject as magazineSubject } from "../magazines/subject";
import { subject } from "./subject";

checkList(subject, {
  as: people.alice,
  limit: 100,
});

checkQueries(subject, {
  as: people.alice,
  limit: 100,
  sorts: ["email"],
});

checkGet(subject, {
  as: people.alice,
});

checkCreate(subject, {
  as: people.alice,
  required: ["email", "magazineId"],
});

checkPartialUnique(subject, {
  as: people.alice,
  fields: ["magazineId", "email"],
  inside: { active: true },
  outside: { active: false },
});

checkPartialUnique(subject, {
  as: people.alice,
  fields: ["magazineId", "note"],
  inside: { plan: "free", since: null },
  outside: { plan: "gone", since: null },
});

checkReferences(subject, {
  as: people.alice,
  references: [["magazineId", magazineSubject.unknownId]],
  deletable: [["magazineId", magazineSubject]],
});

checkUpdate(subject, {
  as: people.alice,
  cleared: "note",
});

checkDelete(subject, {
  as: people.alice,
});
