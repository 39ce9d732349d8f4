import { people } from "../support/api";
import { checkCreate } from "../support/create";
import { subject as citizenSubject } from "../citizens/subject";
import { subject } from "./subject";

checkCreate(subject, {
  as: people.alice,
  required: ["number", "citizenId"],
  unique: [["number"], ["citizenId"]],
  references: [["citizenId", citizenSubject.unknownId]],
});
