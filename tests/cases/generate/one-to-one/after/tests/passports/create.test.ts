import { people } from "../support/api";
import { checkCreate } from "../support/create";
import { checkReferences } from "../support/relations";
import { subject as citizenSubject } from "../citizens/subject";
import { subject } from "./subject";

checkCreate(subject, {
  as: people.alice,
  required: ["number", "citizenId"],
  unique: [["number"], ["citizenId"]],
});

checkReferences(subject, {
  as: people.alice,
  references: [["citizenId", citizenSubject.unknownId]],
});
