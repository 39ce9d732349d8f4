import { headers } from "next/headers";
import { cache } from "react";

import { authenticate } from "./actor";

/** The caller of a server component or a server action, looked up once per request. */
export const getActor = cache(async () => authenticate(await headers()));
