import { people } from "../support/api";
import { checkCreate } from "../support/create";
import { checkDelete } from "../support/delete";
import { checkGet } from "../support/get";
import { checkImport } from "../support/imports";
import { checkList } from "../support/lists";
import { checkUpdate } from "../support/update";
import { subject } from "./subject";

checkList(subject, {
  as: people.alice,
  limit: 100,
});

checkGet(subject, {
  as: people.alice,
});

checkCreate(subject, {
  as: people.alice,
  required: ["label", "place", "price"],
  owner: "userId",
  unique: [["label"], ["place"]],
});

checkUpdate(subject, {
  as: people.alice,
  unique: ["label", "place"],
});

checkDelete(subject, {
  as: people.alice,
});

checkImport(subject, {
  as: people.alice,
  key: "label",
});
