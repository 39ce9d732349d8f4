import { procedures } from "~/server/api/handler";

export { procedures as GET, procedures as POST };
