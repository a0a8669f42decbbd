// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from "vitest";
import { FAR, followSwipes, HELD_AFTER, shiftOf, sideOf, type Swipe } from "./follow-swipes.ts";

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  document.body.replaceChildren();
});

/** A row in a container whose swipes are followed. */
function follow({ direction = "ltr", isAllowed = (): boolean => true } = {}) {
  const container = document.createElement("div");
  const row = document.createElement("p");
  row.style.direction = direction;
  container.append(row);
  document.body.append(container);
  const onChange = vi.fn<(swipe: Swipe | null) => void>();
  const onSwiped = vi.fn<(swipe: Swipe) => void>();
  const stop = followSwipes(container, { rowOf: () => row, isAllowed, onChange, onSwiped });
  const send = (type: string, x = 0, y = 0, more: PointerEventInit = {}) =>
    (type === "pointerdown" ? row : document.body).dispatchEvent(
      new PointerEvent(type, {
        ...{ bubbles: true, pointerId: 1, isPrimary: true, pointerType: "touch" },
        ...{ clientX: x, clientY: y, ...more },
      }),
    );
  const sides = () => onSwiped.mock.calls.map(([{ side }]) => side);
  const shift = () => row.style.getPropertyValue("--_swipe");
  return { row, stop, send, onChange, sides, shift };
}

test.each([
  [4, 4, undefined],
  [0, 40, null],
  [20, 16, null],
  [20, 2, "forward"],
  [-20, 2, "back"],
] as const)("TCH-2: a touch that moved by %d, %d is %s", (x, y, side) => {
  expect(sideOf(x, y)).toBe(side);
});

test("a row follows the finger, less so beyond the point from which it is carried out, and never the other way", () => {
  expect([-30, 0, 20, FAR, FAR + 10, 5_000].map(shiftOf)).toEqual([
    ...[0, 0, 20, FAR, FAR + 2],
    FAR + 9.6,
  ]);
});

test("TCH-2: a swipe is carried out once if the finger leaves the screen far enough away", () => {
  const { row, send, onChange, sides, shift } = follow();
  send("pointerdown");
  send("pointermove", 30, 2);
  expect([row.dataset["swiping"], shift()]).toEqual(["forward", "30px"]);
  send("pointermove", FAR, 90);
  send("pointermove", FAR + 5, 90);
  expect(onChange.mock.calls.map(([swipe]) => swipe?.isFar)).toEqual([false, true]);
  send("pointerup", FAR + 5, 90);
  expect(sides()).toEqual(["forward"]);
  expect([row.dataset["swiping"], shift()]).toEqual([undefined, ""]);
  expect(onChange.mock.lastCall).toEqual([null]);
  send("pointerup", 200, 0);
  expect(sides()).toHaveLength(1);
});

test("TCH-2: directions are those of reading", () => {
  const { send, sides, shift } = follow({ direction: "rtl" });
  send("pointerdown");
  send("pointermove", -80, 0);
  expect(shift()).toBe("-67.2px");
  send("pointerup", -80, 0);
  send("pointerdown");
  send("pointermove", 80, 0);
  expect(shift()).toBe("67.2px");
  send("pointerup", 80, 0);
  expect(sides()).toEqual(["forward", "back"]);
});

test.each([
  ["returns", "pointermove", { x: 10 }],
  ["scrolls, which the browser takes over", "pointercancel", { x: 90 }],
  ["presses long, which opens a menu", "contextmenu", { x: 90 }],
  ["is joined by a second one", "pointerdown", { x: 90, isPrimary: false }],
] as const)("TCH-2: nothing is carried out if the finger %s", (_title, type, { x, ...more }) => {
  const { row, send, sides, shift } = follow();
  send("pointerdown");
  send("pointermove", 90, 0);
  if (type === "contextmenu") row.dispatchEvent(new Event(type, { bubbles: true }));
  else send(type, x, 0, more);
  send("pointerup", x, 0);
  expect(sides()).toEqual([]);
  expect(shift()).toBe("");
});

test("TCH-2: in a magnified page, and on controls, nothing is a swipe", () => {
  const viewport = Object.assign(new EventTarget(), { scale: 1 });
  vi.stubGlobal("visualViewport", viewport);
  const { row, send, stop, sides } = follow();
  const container = row.parentElement;
  expect(container?.style.touchAction).toBe("pan-y pinch-zoom");
  viewport.scale = 2;
  viewport.dispatchEvent(new Event("resize"));
  expect(container?.style.touchAction).toBe("");
  const swipe = () => {
    send("pointerdown");
    send("pointermove", 90, 0);
    send("pointerup", 90, 0);
  };
  swipe();
  expect(sides()).toEqual([]);
  viewport.scale = 1;
  viewport.dispatchEvent(new Event("resize"));
  swipe();
  expect(sides()).toEqual(["forward"]);
  const player = document.createElement("audio");
  row.append(player);
  player.dispatchEvent(
    new PointerEvent("pointerdown", { bubbles: true, isPrimary: true, pointerType: "touch" }),
  );
  send("pointermove", 90, 0, { pointerId: 0 });
  send("pointerup", 90, 0, { pointerId: 0 });
  expect(sides()).toHaveLength(1);
  stop();
  expect(container?.style.touchAction).toBe("");
});

test("a mouse, a side that is not allowed, and a touch after the end move nothing", () => {
  const isAllowed = vi.fn(() => false);
  const { send, stop, sides, shift } = follow({ isAllowed });
  send("pointerdown", 0, 0, { pointerType: "mouse" });
  send("pointermove", 90, 0);
  expect(isAllowed).not.toHaveBeenCalled();
  send("pointerdown");
  send("pointermove", 90, 0);
  send("pointermove", 95, 0);
  expect(isAllowed).toHaveBeenCalledTimes(1);
  expect(shift()).toBe("");
  stop();
  isAllowed.mockReturnValue(true);
  send("pointerdown");
  send("pointermove", 90, 0);
  send("pointerup", 90, 0);
  expect(sides()).toEqual([]);
});

/** A row whose menu opens when it is asked for, and is counted, as are the clicks on it. */
function followWithMenu() {
  vi.useFakeTimers();
  const followed = follow();
  const onMenu = vi.fn((event: Event) => event.preventDefault());
  const onClick = vi.fn();
  followed.row.addEventListener("contextmenu", onMenu);
  followed.row.addEventListener("click", onClick);
  return { ...followed, onMenu, onClick };
}

test("TCH-5: a long press asks for the menu, once, and the finger that leaves the screen presses and focuses nothing", () => {
  const { row, send, onMenu, onClick } = followWithMenu();
  send("pointerdown");
  vi.advanceTimersByTime(HELD_AFTER - 1);
  send("pointermove", 4, 4);
  expect(onMenu).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(onMenu).toHaveBeenCalledTimes(1);
  // A browser that is slower than usual.
  const of = { bubbles: true, cancelable: true, pointerType: "touch" };
  row.dispatchEvent(new PointerEvent("contextmenu", of));
  send("pointerup", 4, 4);
  const tap = () => row.dispatchEvent(new MouseEvent("click", { bubbles: true, detail: 1 }));
  // It would move the focus from the first item of the menu to the one below the finger.
  const press = () =>
    row.dispatchEvent(new MouseEvent("mousedown", { bubbles: true, cancelable: true }));
  expect(press()).toBe(false);
  tap();
  expect(onMenu).toHaveBeenCalledTimes(1);
  expect(onClick).not.toHaveBeenCalled();
  // The keyboard.
  row.click();
  row.dispatchEvent(new MouseEvent("contextmenu", { bubbles: true, cancelable: true }));
  expect([onMenu.mock.calls.length, onClick.mock.calls.length]).toEqual([2, 1]);
  send("pointerdown");
  send("pointerup");
  expect(press()).toBe(true);
  tap();
  expect(onClick).toHaveBeenCalledTimes(2);
});

test.each([
  ["the browser asks", "contextmenu", {}],
  ["the finger has left", "pointerup", {}],
  ["it scrolls", "pointercancel", {}],
  ["it swipes", "pointermove", { clientX: 20 }],
  ["a second finger joins", "pointerdown", { isPrimary: false }],
] as const)("TCH-5: no menu is asked for after %s", (_title, type, more) => {
  const { row, send, onMenu, onClick } = followWithMenu();
  send("pointerdown");
  if (type === "contextmenu") row.dispatchEvent(new MouseEvent(type, { bubbles: true }));
  else send(type, 0, 0, more);
  const before = onMenu.mock.calls.length;
  vi.advanceTimersByTime(10 * HELD_AFTER);
  expect(onMenu).toHaveBeenCalledTimes(before);
  row.click();
  expect(onClick).toHaveBeenCalledTimes(1);
});
