import { people } from "../support/api";
import { checkCreate } from "../support/create";
import { checkDelete } from "../support/delete";
import { checkGet } from "../support/get";
import { checkList } from "../support/lists";
import { checkReferences } from "../support/relations";
import { checkRestore } from "../support/restore";
import { checkUpdate } from "../support/update";
import { subject as pictureSubject } from "../pictures/subject";
import { subject as wikiSubject } from "../wikis/subject";
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
  required: ["title", "path", "wikiId"],
  unique: [["wikiId", "path"]],
});

checkReferences(subject, {
  as: people.alice,
  references: [
    ["wikiId", wikiSubject.unknownId],
    ["parentId", subject.unknownId],
    ["coverId", pictureSubject.unknownId],
  ],
  deletable: [["wikiId", wikiSubject]],
});

checkUpdate(subject, {
  as: people.alice,
});

checkDelete(subject, {
  as: people.alice,
});

checkRestore(subject, {
  as: people.alice,
  parent: ["wikiId", wikiSubject],
});
