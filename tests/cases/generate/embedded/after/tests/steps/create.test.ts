import { people } from "../support/api";
import { checkCreate } from "../support/create";
import { checkReferences } from "../support/relations";
import { subject as recipeSubject } from "../recipes/subject";
import { subject as toolSubject } from "../tools/subject";
import { subject } from "./subject";

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
