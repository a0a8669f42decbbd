import { expect, test } from "vitest";
import {
  nextScroll,
  type ScrollEvent,
  type ScrollPosition,
  type ScrollStep,
} from "./scroll-position.ts";

const anchor = { seq: 7, isCentered: false, offset: 56 };
const atEnd: ScrollPosition = { kind: "at-end", isLoaded: true };
const waitingForEnd: ScrollPosition = { kind: "at-end", isLoaded: false };
const free: ScrollPosition = { kind: "free" };
const anchored = (index: number | null, isNearEnd = false): ScrollPosition => ({
  kind: "anchored",
  anchor,
  index,
  isNearEnd,
});

const opened = (index: number | null): ScrollEvent => ({
  type: "opened",
  unread: index === null ? null : { anchor, index },
});
const returned = (index: number | null): ScrollEvent => ({
  type: "returned",
  unread: index === null ? null : { anchor, index },
});
const requested = (index: number | null): ScrollEvent => ({
  type: "message-requested",
  target: { anchor, index },
});
const endRequested = (isEndLoaded: boolean): ScrollEvent => ({
  type: "end-requested",
  isEndLoaded,
});
const rendered = (facts: Partial<Extract<ScrollEvent, { type: "rendered" }>> = {}) =>
  ({
    type: "rendered",
    index: null,
    follows: false,
    isEndLoaded: true,
    hasFailed: false,
    ...facts,
  }) satisfies ScrollEvent;
const measured = (isNearEnd: boolean, isEndLoaded = true): ScrollEvent => ({
  type: "measured",
  isNearEnd,
  isEndLoaded,
});
const input: ScrollEvent = { type: "input" };

type Case = readonly [
  title: string,
  from: ScrollPosition,
  event: ScrollEvent,
  to: ScrollPosition,
  scrollTo: ScrollStep["scrollTo"],
];

const cases: readonly Case[] = [
  ["opens at its end", free, opened(null), atEnd, "end"],
  ["opens at its first unread message", free, opened(3), anchored(3), "anchor"],

  ["a page that is visible again continues at the end", atEnd, returned(null), atEnd, "end"],
  ["or at the first unread message", atEnd, returned(3), anchored(3), "anchor"],
  [
    "also if a message near the end was kept",
    anchored(2, true),
    returned(3),
    anchored(3),
    "anchor",
  ],
  ["a user who left from elsewhere returns there", free, returned(3), free, null],
  ["and to the message that was kept", anchored(2), returned(3), anchored(2), null],

  ["a loaded message is scrolled to", free, requested(3), anchored(3), "anchor"],
  ["another is waited for", free, requested(null), anchored(null), null],
  ["at the end that is still followed", atEnd, requested(null), anchored(null, true), null],
  ["the loaded end is scrolled to", anchored(3), endRequested(true), atEnd, "end"],
  ["another is waited for", free, endRequested(false), waitingForEnd, null],

  ["the end is followed", atEnd, rendered({ follows: true }), atEnd, "end"],
  ["lines that are not followed move nothing", atEnd, rendered(), atEnd, null],
  ["nor does a user's own position", free, rendered({ follows: true }), free, null],
  [
    "the end is waited for",
    waitingForEnd,
    rendered({ follows: true, isEndLoaded: false }),
    waitingForEnd,
    null,
  ],
  ["until it is loaded", waitingForEnd, rendered(), atEnd, "end"],
  [
    "or cannot be loaded",
    waitingForEnd,
    rendered({ isEndLoaded: false, hasFailed: true }),
    free,
    null,
  ],
  ["a message is waited for", anchored(null), rendered(), anchored(null), null],
  [
    "while the end is followed",
    anchored(null, true),
    rendered({ follows: true }),
    anchored(null, true),
    "end",
  ],
  ["until it is loaded", anchored(null), rendered({ index: 3 }), anchored(3), "anchor"],
  [
    "and then it is shown, whatever else arrived",
    anchored(null, true),
    rendered({ index: 3, follows: true }),
    anchored(3, true),
    "anchor",
  ],
  [
    "older lines above a message move it to another index",
    anchored(3),
    rendered({ index: 43, follows: true }),
    anchored(43),
    "anchor",
  ],
  [
    "an append below a message moves nothing",
    anchored(3),
    rendered({ index: 3, follows: true }),
    anchored(3),
    null,
  ],
  [
    "unless the end was on the screen too",
    anchored(3, true),
    rendered({ index: 3, follows: true }),
    atEnd,
    "end",
  ],
  ["a message that is gone moves nothing", anchored(3), rendered(), anchored(3), null],

  ["input ends the keeping of a message", anchored(3), input, free, null],
  ["and the wait for one", anchored(null), input, free, null],
  ["near the end, the end is followed from then on", anchored(3, true), input, atEnd, null],
  ["input at the end moves nothing", atEnd, input, atEnd, null],
  ["nor does it end the wait for the end", waitingForEnd, input, waitingForEnd, null],

  ["a user who scrolls up leaves the end", atEnd, measured(false), free, null],
  ["a user who scrolls down reaches it", free, measured(true), atEnd, null],
  ["the end of what is loaded is not the end", free, measured(true, false), free, null],
  ["the wait for the end goes on", waitingForEnd, measured(false, false), waitingForEnd, null],
  ["a message is kept near the end", anchored(3), measured(true), anchored(3, true), null],
  ["and away from it", anchored(3, true), measured(false), anchored(3), null],
];

test.each(cases)("%s", (_title, from, event, position, scrollTo) => {
  expect(nextScroll(from, event)).toEqual({ position, scrollTo });
});
