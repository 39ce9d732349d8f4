import { people } from "../support/api";
import { checkCreate } from "../support/create";
import { checkDelete } from "../support/delete";
import { checkGet } from "../support/get";
import { checkList } from "../support/lists";
import { checkReferences } from "../support/relations";
import { checkUpdate } from "../support/update";
import { subject as citizenSubject } from "../citizens/subject";
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
  required: ["number", "citizenId"],
  unique: [["number"], ["citizenId"]],
});

checkReferences(subject, {
  as: people.alice,
  references: [["citizenId", citizenSubject.unknownId]],
});

checkUpdate(subject, {
  as: people.alice,
  immutable: "number",
});

checkDelete(subject, {
  as: people.alice,
});
