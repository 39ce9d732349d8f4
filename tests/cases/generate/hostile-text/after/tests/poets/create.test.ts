import { people } from "../support/api";
import { checkCreate } from "../support/create";
import { subject } from "./subject";

checkCreate(subject, {
  as: people.alice,
  required: ["name"],
});
