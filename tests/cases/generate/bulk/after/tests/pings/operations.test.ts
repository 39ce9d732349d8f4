import { people } from "../support/api";
import { checkBulk } from "../support/bulk";
import { checkCreate } from "../support/create";
import { checkGet } from "../support/get";
import { subject } from "./subject";

checkGet(subject, {
  as: people.alice,
});

checkCreate(subject, {
  as: people.alice,
  required: ["count"],
});

checkBulk(subject, {
  create: people.alice,
  limit: 500,
});
