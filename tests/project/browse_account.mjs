// Uses the sign-in page of the example in a browser: opens the link of a mail, if there is one, and signs up or in.
import { browse } from "./browser.mjs";

await browse(async (page, url, email, password, name = "", link = "") => {
  if (link) await page.goto(url + link);
  await page.goto(`${url}/sign-in`);
  await page.getByLabel("Name, to sign up").fill(name);
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Continue" }).click();
  // Next announces pages by an alert of its own.
  const problem = page.locator("p[role=alert]");
  const orders = page.getByRole("heading", { name: "Orders" });
  await problem.or(orders).first().waitFor();
  if (await problem.isVisible()) return problem.textContent();
  // The cookie of the session is the credential of these.
  const post = (path, body) =>
    page.evaluate(
      async ([path, body]) => {
        const headers = { "Content-Type": "application/json" };
        const init = { method: "POST", headers, body: JSON.stringify(body) };
        return (await fetch(`/api/auth/${path}`, init)).status;
      },
      [path, body],
    );
  const changed = await post("change-password", { currentPassword: password, newPassword: `${password}!` });
  const still = await page.evaluate(async () => (await fetch("/api/orders")).status);
  const deleted = await post("delete-user", { password: `${password}!` });
  const after = await page.evaluate(async () => (await fetch("/api/orders")).status);
  return { changed, still, deleted, after };
});
