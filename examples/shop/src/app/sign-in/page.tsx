"use client";

import { createAuthClient } from "better-auth/react";
import { useRouter } from "next/navigation";
import { useState, type FormEvent } from "react";
import { z } from "zod";

const auth = createAuthClient();
const fields = z.object({
  name: z.string(),
  email: z.string(),
  password: z.string(),
});

export default function SignIn() {
  const router = useRouter();
  const [error, setError] = useState<string>();

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = Object.fromEntries(new FormData(event.currentTarget));
    const { name, email, password } = fields.parse(form);
    const result = name
      ? await auth.signUp.email({ name, email, password })
      : await auth.signIn.email({ email, password });
    if (result.error) setError(result.error.message);
    // Where addresses are verified, a sign-up starts no session.
    else if (!result.data.token) setError("Open the link in your mail first.");
    else router.push("/orders");
  }

  return (
    <main>
      <h1>Sign in</h1>
      <form onSubmit={(event) => void submit(event)}>
        <label>
          Name, to sign up <input name="name" />
        </label>
        <label>
          Email <input name="email" type="email" required />
        </label>
        <label>
          Password <input name="password" type="password" required />
        </label>
        <button>Continue</button>
        {error && <p role="alert">{error}</p>}
      </form>
    </main>
  );
}
