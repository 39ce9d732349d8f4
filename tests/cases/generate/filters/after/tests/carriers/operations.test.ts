import { people } from "../support/api";
import { checkCreate } from "../support/create";
import { checkDelete } from "../support/delete";
import { checkGet } from "../support/get";
import { checkList } from "../support/lists";
import { checkRestrictions } from "../support/relations";
import { checkUpdate } from "../support/update";
import { subject as parcelSubject } from "../parcels/subject";
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
  required: ["name", "kind", "fee", "carried"],
  owner: "userId",
});

checkUpdate(subject, {
  as: people.alice,
  cleared: "since",
});

checkDelete(subject, {
  as: people.alice,
});

checkRestrictions(subject, {
  as: people.alice,
  restrictedBy: [["parcels", "carrierId", parcelSubject]],
});
