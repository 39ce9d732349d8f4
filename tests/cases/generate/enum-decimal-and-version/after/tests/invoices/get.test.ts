import { people } from "../support/api";
import { checkGet } from "../support/get";
import { subject } from "./subject";

checkGet(subject, {
  as: people.alice,
});
