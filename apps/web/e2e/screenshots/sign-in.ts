import type { Scene } from "./scene.ts";

/** The sign-in page: the users, loading, and without any. */
export async function shootSignIn({ page, context, pair, shoot }: Scene): Promise<void> {
  await page.getByRole("button", { name: pair.mentor.name }).waitFor();
  await shoot("sign-in");
  await page.getByRole("button", { name: pair.mentor.name }).focus();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Tab");
  await shoot("sign-in-focused");
  await context.route("**/trpc/demo.signIn**", (route) => route.abort());
  await page.getByRole("button", { name: pair.mentor.name }).click();
  await page.getByRole("alert").waitFor();
  await shoot("sign-in-failed");
  await context.route("**/trpc/**", () => {});
  await page.reload();
  await page.getByText("Loading people").waitFor();
  await shoot("sign-in-loading");
  await context.unrouteAll();
  await context.route("**/trpc/**", (route) => route.abort());
  await page.reload();
  await page.getByRole("alert").waitFor();
  await shoot("sign-in-server-away");
}
