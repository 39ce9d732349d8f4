import { people } from "../support/api";
import { checkBulk } from "../support/bulk";
import { subject } from "./subject";

checkBulk(subject, {
  create: people.alice,
  limit: 500,
});
