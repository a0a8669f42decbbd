import { expect, test } from "vitest";
import { anchor, table } from "./markdown.ts";
import { readProcedures } from "./procedures.ts";
import { openSource } from "./source.ts";

test("the reasons of a procedure are those that its verb throws, and no others", () => {
  using source = openSource();
  const of = new Map(readProcedures(source).map(({ path, reasons }) => [path, reasons]));
  expect(of.get("messages.edit")).toEqual(
    expect.arrayContaining(["version_conflict", "edit_window_closed", "forbidden"]),
  );
  expect(of.get("messages.send"), "behind the queue of sends").toContain("idempotency_conflict");
  expect(of.get("users.search")).toEqual(["invalid_input"]);
  expect(of.get("contacts.list")).toEqual(["invalid_input"]);
});

test("a heading has the id that GitHub generates for it", () => {
  expect(anchor("messages.send")).toBe("messagessend");
  expect(anchor("3. The page")).toBe("3-the-page");
  expect(anchor("`not_found`")).toBe("not_found");
});

test("a table leaves out its empty columns, and none is left of no rows", () => {
  const rows = [
    ["a", "", "b|c"],
    ["d", "", ""],
  ];
  expect(table(["One", "Two", "Three"], rows).split("\n")).toEqual([
    "| One | Three |",
    "| --- | --- |",
    String.raw`| a | b\|c |`,
    "| d |  |",
  ]);
  expect(table(["One"], [])).toBe("");
});
