import { people } from "../support/api";
import { checkBulk } from "../support/bulk";
import { checkCreate } from "../support/create";
import { checkDelete } from "../support/delete";
import { checkGet } from "../support/get";
import { checkList } from "../support/lists";
import { checkReferences } from "../support/relations";
import { checkRestore } from "../support/restore";
import { checkUpdate } from "../support/update";
import { subject as depotSubject } from "../depots/subject";
import { subject } from "./subject";

checkList(subject, {
  as: people.alice,
  limit: 100,
});

checkGet(subject, {
  as: people.alice,
});

checkCreate(subject, {
  as: people.alice,
  required: ["code", "weight", "depotId"],
  owner: "userId",
  unique: [["code"]],
});

checkReferences(subject, {
  as: people.alice,
  references: [["depotId", depotSubject.unknownId]],
});

checkUpdate(subject, {
  as: people.alice,
  unique: ["code"],
});

checkDelete(subject, {
  as: people.alice,
});

checkRestore(subject, {
  as: people.alice,
  unique: ["code"],
});

checkBulk(subject, {
  create: people.alice,
  update: people.alice,
  delete: people.alice,
  limit: 50,
  unique: "code",
  hidden: ["update", "delete"],
});
