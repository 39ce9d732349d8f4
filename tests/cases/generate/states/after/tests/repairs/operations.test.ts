import { people } from "../support/api";
import { checkCreate } from "../support/create";
import { checkDelete } from "../support/delete";
import { checkGet } from "../support/get";
import { checkList } from "../support/lists";
import { checkQueries } from "../support/queries";
import { checkUpdate } from "../support/update";
import { subject } from "./subject";

checkList(subject, {
  as: people.alice,
  limit: 100,
});

checkQueries(subject, {
  as: people.alice,
  limit: 100,
});

checkGet(subject, {
  as: people.alice,
});

checkCreate(subject, {
  as: people.alice,
  required: ["device", "price"],
  owner: "userId",
});

checkUpdate(subject, {
  as: people.alice,
});

checkDelete(subject, {
  as: people.alice,
});
