import { redirect } from "next/navigation";

import { getActor } from "~/server/auth/server";
import { api, HydrateClient } from "~/trpc/server";
import { Orders } from "./orders";

export default async function OrdersPage() {
  if (!(await getActor())) redirect("/sign-in");
  void api.order.list.prefetch({ include: ["customer"] });
  void api.customer.list.prefetch();

  return (
    <HydrateClient>
      <main>
        <h1>Orders</h1>
        <Orders />
      </main>
    </HydrateClient>
  );
}
