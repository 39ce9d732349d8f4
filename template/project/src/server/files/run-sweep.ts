import { db } from "~/server/db";
import { sweep } from "./sweep";

await sweep();
await db.$disconnect();
