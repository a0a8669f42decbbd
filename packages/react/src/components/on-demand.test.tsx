// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { onDemand } from "./on-demand.tsx";

afterEach(cleanup);

const Loaded = ({ name }: { readonly name: string }) => <p>Hello {name}</p>;

test("DLV-4: code that fails to load is reported where it would be shown, with what its place always has, and is loaded again", async () => {
  let attempts = 0;
  const Part = onDemand<{ readonly name: string }>(
    async () => {
      attempts += 1;
      if (attempts === 1) throw new Error("no connection");
      return Loaded;
    },
    ({ name }, problem) => (
      <section aria-label={name}>
        <button type="button">Back</button>
        {problem}
      </section>
    ),
  );
  render(<Part name="Ben" />);
  expect(screen.getByRole("button", { name: "Back" })).toBeDefined();
  expect(await screen.findByRole("alert")).toBeDefined();
  expect(screen.getByRole("button", { name: "Back" })).toBeDefined();
  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("Hello Ben")).toBeDefined();
  expect(attempts).toBe(2);
});
