import { people } from "../support/api";
import { checkRestore } from "../support/restore";
import { subject } from "./subject";

checkRestore(subject, {
  as: people.alice,
  unique: ["title"],
});
