// Walks through the simulator's pages as a person does, by what is written on them.

/** On the password page. */
export async function logIn(page, { id, password }) {
  await page.getByLabel("User ID").fill(id);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Log in" }).click();
}

/** On the page of two-step verification. */
export async function enterCode(page, code) {
  await page.getByLabel("Security code").fill(code);
  await page.getByRole("button", { name: "Confirm" }).click();
}

/** On the consent page. */
export const authorise = (page) => page.getByRole("button", { name: "Authorise" }).click();
export const deny = (page) => page.getByRole("button", { name: "Deny" }).click();

/** Waits for the page with this first heading. */
export const sees = (page, name) => page.getByRole("heading", { level: 1, name }).waitFor();
