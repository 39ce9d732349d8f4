import { people } from "../support/api";
import { checkDelete } from "../support/delete";
import { subject } from "./subject";

checkDelete(subject, {
  as: people.alice,
});
