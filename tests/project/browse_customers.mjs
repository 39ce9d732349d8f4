// Uses the page of the how-to on typed clients in a browser: signs up, adds customers, and asks for the next page.
import { browse } from "./browser.mjs";

await browse(async (page, url) => {
  const customers = () => page.locator("li").allTextContents();
  const add = async (name, email) => {
    await page.getByLabel("Name").fill(name);
    await page.getByLabel("Email").fill(email);
    await page.getByRole("button", { name: "Add" }).click();
  };

  await page.goto(`${url}/customers`);
  await page.evaluate(async () => {
    const body = JSON.stringify({ name: "Ada", email: "ada@example.com", password: "correct horse battery" });
    const headers = { "Content-Type": "application/json" };
    await fetch("/api/auth/sign-up/email", { method: "POST", headers, body });
  });
  await add("Grace", "grace@example.com");
  await page.getByText("Grace").waitFor();
  await add("Edith", "edith@example.com");
  await page.getByRole("button", { name: "More" }).waitFor();
  const first = await customers();
  await page.getByRole("button", { name: "More" }).click();
  await page.getByText("Grace").waitFor();
  const all = await customers();
  await add("Edith", "edith@example.com");
  const problem = await page.getByRole("alert").filter({ hasText: "taken" }).textContent();
  return { first, all, problem };
});
