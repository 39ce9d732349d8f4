"use client";

import { type FormEvent } from "react";
import { z } from "zod";

import { api } from "~/trpc/react";

/** The orders of the signed-in user, and forms for new ones. */
export function Orders() {
  const [page] = api.order.list.useSuspenseQuery({ include: ["customer"] });
  const [customers] = api.customer.list.useSuspenseQuery();

  return (
    <>
      <ul>
        {page.items.map((order) => (
          <li key={order.id}>
            {order.number}: {order.total} for {order.customer?.name}
          </li>
        ))}
      </ul>
      <NewCustomer />
      <NewOrder customers={customers.items} />
    </>
  );
}

const customerFields = z.object({ name: z.string(), email: z.string() });

function NewCustomer() {
  const utils = api.useUtils();
  const create = api.customer.create.useMutation({
    onSuccess: () => utils.customer.list.invalidate(),
  });

  return (
    <form
      onSubmit={(event) => create.mutate(customerFields.parse(sent(event)))}
    >
      <h2>New customer</h2>
      <input name="name" aria-label="Customer name" />
      <input name="email" aria-label="Customer email" />
      <button>Add customer</button>
      <Problem error={create.error} />
    </form>
  );
}

const orderFields = z.object({
  number: z.string(),
  total: z.string(),
  customerId: z.string(),
});

type Customer = { id: string; name: string };

function NewOrder({ customers }: { customers: Customer[] }) {
  const utils = api.useUtils();
  const create = api.order.create.useMutation({
    onSuccess: () => utils.order.list.invalidate(),
  });

  return (
    <form onSubmit={(event) => create.mutate(orderFields.parse(sent(event)))}>
      <h2>New order</h2>
      <input name="number" aria-label="Number" />
      <input name="total" aria-label="Total" />
      <select name="customerId" aria-label="Customer">
        {customers.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <button>Place order</button>
      <Problem error={create.error} />
    </form>
  );
}

type Failure = {
  message: string;
  data?: {
    zodError: { fieldErrors: Record<string, string[] | undefined> } | null;
  } | null;
};

/** What a form got wrong, by field where the server names fields. */
function Problem({ error }: { error: Failure | null }) {
  if (!error) return null;
  const fields = Object.entries(error.data?.zodError?.fieldErrors ?? {});
  const messages = fields.map(([name, texts]) => `${name}: ${texts?.[0]}`);
  return <p role="alert">{messages.join(", ") || error.message}</p>;
}

/** The fields of a form; the server validates them. */
function sent(event: FormEvent<HTMLFormElement>) {
  event.preventDefault();
  return Object.fromEntries(new FormData(event.currentTarget));
}
