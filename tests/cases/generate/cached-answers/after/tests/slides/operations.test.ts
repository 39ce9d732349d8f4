import { people } from "../support/api";
import { checkCache } from "../support/cache";
import { checkCreate } from "../support/create";
import { checkDelete } from "../support/delete";
import { checkGet } from "../support/get";
import { checkList } from "../support/lists";
import { checkIncludes, checkReferences } from "../support/relations";
import { checkUpdate } from "../support/update";
import { subject as lectureSubject } from "../lectures/subject";
import { subject } from "./subject";

checkList(subject, {
  as: people.alice,
  limit: 100,
});

checkGet(subject, {
  as: people.alice,
});

checkIncludes(subject, {
  as: people.alice,
  belongsTo: [["lecture", "lectureId", lectureSubject]],
});

checkCreate(subject, {
  as: people.alice,
  required: ["text", "lectureId"],
  owner: "userId",
});

checkReferences(subject, {
  as: people.alice,
  references: [["lectureId", lectureSubject.unknownId]],
});

checkUpdate(subject, {
  as: people.alice,
});

checkDelete(subject, {
  as: people.alice,
});

checkCache(subject, {
  as: people.alice,
  reads: ["list", "get"],
});
