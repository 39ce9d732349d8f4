import { people } from "../support/api";
import { checkUpdate } from "../support/update";
import { subject } from "./subject";

checkUpdate(subject, {
  as: people.alice,
  cleared: "due",
  immutable: "number",
});
