import { people } from "../support/api";
import { checkCreate } from "../support/create";
import { checkDelete } from "../support/delete";
import { checkGet } from "../support/get";
import { checkList } from "../support/lists";
import { checkReferences } from "../support/relations";
import { checkUpdate } from "../support/update";
import { subject as poetSubject } from "../poets/subject";
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
  required: ["verse", "poetId"],
});

checkReferences(subject, {
  as: people.alice,
  references: [["poetId", poetSubject.unknownId]],
});

checkUpdate(subject, {
  as: people.alice,
});

checkDelete(subject, {
  as: people.alice,
});
