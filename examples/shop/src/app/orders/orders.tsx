"use client";

import { type FormEvent } from "react";

import { api, type RouterInputs } from "~/trpc/react";

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

function NewCustomer() {
  const utils = api.useUtils();
  const create = api.customer.create.useMutation({
    onSuccess: () => utils.customer.list.invalidate(),
  });

  return (
    <form
      onSubmit={(event) => {
        const { name = "", email = "" } = valuesOf(event);
        create.mutate({ name, email });
      }}
    >
      <h2>New customer</h2>
      <input name="name" aria-label="Customer name" />
      <input name="email" aria-label="Customer email" />
      <button>Add customer</button>
      <Problem error={create.error} />
    </form>
  );
}

type Customer = { id: string; name: string };

function NewOrder({ customers }: { customers: Customer[] }) {
  const utils = api.useUtils();
  const create = api.order.create.useMutation({
    onSuccess: () => utils.order.list.invalidate(),
  });

  return (
    <form
      onSubmit={(event) => {
        const { number = "", total = "", customerId = "" } = valuesOf(event);
        const order: RouterInputs["order"]["create"] = {
          number,
          total,
          customerId,
        };
        create.mutate(order);
      }}
    >
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

function valuesOf(event: FormEvent<HTMLFormElement>): Record<string, string> {
  event.preventDefault();
  const entries = [...new FormData(event.currentTarget)];
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}
