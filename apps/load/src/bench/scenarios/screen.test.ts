import { expect, test } from "vitest";
import { counted, createScreen } from "./screen.ts";

function watch(isTTY: boolean) {
  const written: string[] = [];
  const write = (text: string | Uint8Array) => written.push(String(text)) > 0;
  let now = 0;
  const screen = createScreen({ isTTY, columns: 80, write }, () => now);
  return { written, screen, at: (moment: number) => void (now = moment) };
}

test("parts and results are separate lines, with the time since the beginning", () => {
  const { written, screen, at } = watch(false);
  at(65_000);
  screen.part("Growth");
  screen.say("found");
  counted(screen, 10, "connected")(5);
  expect(written).toEqual(["  1:05  Growth\n", "        found\n"]);
});

test("on a terminal a bar is drawn, and a result begins a line below it", () => {
  const { written, screen } = watch(true);
  counted(screen, 10, "connected")(5);
  screen.say("found");
  expect(written[0]).toContain("50 %  5 connected");
  expect(written.slice(1)).toEqual(["\n", "        found\n"]);
});
