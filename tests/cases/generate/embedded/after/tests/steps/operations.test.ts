import { people } from "../support/api";
import { checkCreate } from "../support/create";
import { checkDelete } from "../support/delete";
import { checkGet } from "../support/get";
import { checkList } from "../support/lists";
import { checkReferences } from "../support/relations";
import { checkUpdate } from "../support/update";
import { subject as recipeSubject } from "../recipes/subject";
import { subject as toolSubject } from "../tools/subject";
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
  required: ["position", "text", "recipeId"],
  unique: [["recipeId", "position"]],
});

checkReferences(subject, {
  as: people.alice,
  references: [
    ["recipeId", recipeSubject.unknownId],
    ["toolId", toolSubject.unknownId],
  ],
});

checkUpdate(subject, {
  as: people.alice,
  cleared: "weight",
});

checkDelete(subject, {
  as: people.alice,
});
