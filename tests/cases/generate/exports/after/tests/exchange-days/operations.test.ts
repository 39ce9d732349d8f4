import { people } from "../support/api";
import { checkCache } from "../support/cache";
import { checkCreate } from "../support/create";
import { checkDelete } from "../support/delete";
import { checkExport } from "../support/exports";
import { checkGet } from "../support/get";
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
  as: people.auditor,
  required: ["day"],
  unique: [["day"]],
});

checkUpdate(subject, {
  as: people.alice,
  unique: ["day"],
});

checkDelete(subject, {
  as: people.auditor,
});

checkCache(subject, {
  as: people.alice,
  reads: ["list", "get"],
});

checkExport(subject, {
  as: people.alice,
});
