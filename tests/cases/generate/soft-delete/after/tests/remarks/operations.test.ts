import { people } from "../support/api";
import { checkCreate } from "../support/create";
import { checkDelete } from "../support/delete";
import { checkGet } from "../support/get";
import { checkList } from "../support/lists";
import { checkReferences } from "../support/relations";
import { checkUpdate } from "../support/update";
import { subject as entrySubject } from "../entries/subject";
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
  required: ["text", "entryId"],
});

checkReferences(subject, {
  as: people.alice,
  references: [
    ["entryId", entrySubject.unknownId],
    ["replyId", entrySubject.unknownId],
  ],
  deletable: [["entryId", entrySubject]],
});

checkUpdate(subject, {
  as: people.alice,
});

checkDelete(subject, {
  as: people.alice,
});
