// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from "vitest";
import { createThemeControl } from "./theme.ts";

const barColours = () =>
  [...document.querySelectorAll<HTMLMetaElement>("meta[name=theme-color]")].map(
    (meta) => meta.content,
  );

beforeEach(() => {
  localStorage.clear();
  document.head.innerHTML = `
    <meta name="theme-color" media="(prefers-color-scheme: light)">
    <meta name="theme-color" media="(prefers-color-scheme: dark)">`;
});

test("without a preference the system decides", () => {
  expect(createThemeControl(window).current()).toBe("system");
  expect(document.documentElement.dataset["parleyTheme"]).toBeUndefined();
  expect(new Set(barColours()).size).toBe(2);
});

test("a preference applies at once, notifies the switch, and is there after a reload", () => {
  const control = createThemeControl(window);
  const onChange = vi.fn();
  control.subscribe(onChange);
  control.set("dark");
  expect(onChange).toHaveBeenCalledTimes(1);
  expect(document.documentElement.dataset["parleyTheme"]).toBe("dark");
  expect(new Set(barColours()).size).toBe(1);
  expect(createThemeControl(window).current()).toBe("dark");
});

test("something unknown in the storage counts as no preference", () => {
  localStorage.setItem("parley.theme", "sepia");
  expect(createThemeControl(window).current()).toBe("system");
});

test("a preference of another tab is applied here", () => {
  const control = createThemeControl(window);
  localStorage.setItem("parley.theme", "light");
  window.dispatchEvent(new StorageEvent("storage", { key: "parley.theme" }));
  expect(control.current()).toBe("light");
  expect(document.documentElement.dataset["parleyTheme"]).toBe("light");
});
