// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import fc from "fast-check";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { clockTime } from "@parley/contract/clock-time";
import { peaksOf } from "./measure-sound.ts";
import { VoicePlayer } from "./voice-player.tsx";

/** The element of the page, as far as the player needs it. */
class FakeAudio extends EventTarget {
  static last: FakeAudio;
  paused = true;
  ended = false;
  duration = Infinity;
  playbackRate = 1;
  defaultPlaybackRate = 1;
  #src = "";
  #time = 0;
  constructor() {
    super();
    FakeAudio.last = this;
  }
  get src() {
    return this.#src;
  }
  set src(address: string) {
    this.#src = address;
    this.#time = 0;
    this.paused = true;
  }
  get currentTime() {
    return this.#time;
  }
  set currentTime(time: number) {
    this.#time = time;
    this.dispatchEvent(new Event("seeking"));
  }
  async play() {
    this.paused = false;
    this.dispatchEvent(new Event("play"));
  }
  pause() {
    this.paused = true;
    this.dispatchEvent(new Event("pause"));
  }
}

beforeAll(() => vi.stubGlobal("Audio", FakeAudio));
afterEach(cleanup);

const voice = { duration: 42_000, peaks: peaksOf([0.2, 1, 0.5]) };
const props = { name: "Voice message.webm", voice, url: "/a" };
const slider = () => screen.getAllByRole<HTMLInputElement>("slider");
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole("button", { name }));

test("VOICE-4: the duration is known before a byte is loaded, and the slider moves by time", () => {
  render(<VoicePlayer {...props} id="one" />);
  expect(screen.getByRole("group").getAttribute("aria-label")).toBe("Voice message 0:42");
  expect(slider()[0]?.max).toBe("42");
  expect(slider()[0]?.getAttribute("aria-valuetext")).toBe("0:00 of 0:42");
  fireEvent.change(slider()[0] ?? document.body, { target: { value: "21" } });
  expect(slider()[0]?.getAttribute("aria-valuetext")).toBe("0:21 of 0:42");
  expect(FakeAudio.last.currentTime).toBe(21);
  expect(FakeAudio.last.paused).toBe(true);
});

test("VOICE-4: one sound plays at a time, and one that leaves the screen is paused", () => {
  const { rerender } = render(
    <>
      <VoicePlayer {...props} id="a" name="First.mp3" />
      <VoicePlayer {...props} id="b" name="Second.mp3" url="/b" />
    </>,
  );
  press("Play First");
  expect(FakeAudio.last.src).toBe("/a");
  press("Play Second");
  expect(FakeAudio.last.src).toBe("/b");
  expect(screen.getByRole("button", { name: "Play First" })).toBeDefined();
  press("Pause Second");
  expect(FakeAudio.last.paused).toBe(true);
  press("Play Second");
  rerender(<VoicePlayer {...props} id="a" name="First.mp3" />);
  expect(FakeAudio.last.paused).toBe(true);
});

test("VOICE-4: the speed is that of all sounds, and this browser remembers it", () => {
  render(<VoicePlayer {...props} id="c" />);
  press("Play Voice message");
  press("Speed: 1");
  expect(FakeAudio.last.playbackRate).toBe(1.5);
  expect(localStorage.getItem("parley.speed")).toBe("1.5");
  press("Speed: 1.5");
  press("Speed: 2");
  expect(FakeAudio.last.playbackRate).toBe(1);
});

test("VOICE-4: an address that has expired is asked for again, and the sound continues where it was", () => {
  const onFailed = vi.fn();
  const { rerender } = render(<VoicePlayer {...props} id="d" onFailed={onFailed} />);
  press("Play Voice message");
  act(() => {
    FakeAudio.last.currentTime = 10;
    FakeAudio.last.dispatchEvent(new Event("error"));
  });
  expect(onFailed).toHaveBeenCalledOnce();
  rerender(<VoicePlayer {...props} id="d" url="/a?again" onFailed={onFailed} />);
  expect(FakeAudio.last.src).toBe("/a?again");
  expect(FakeAudio.last.currentTime).toBe(10);
  expect(FakeAudio.last.paused).toBe(false);
  act(() => void FakeAudio.last.dispatchEvent(new Event("error")));
  expect(screen.getByRole("alert").textContent).toBe("This sound cannot be played here.");
});

test("VOICE-4: a loudness is 64 numbers from 0 to 100, whatever was recorded", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { maxLength: 300 }),
      (samples) => {
        const peaks = peaksOf(samples);
        expect(peaks).toHaveLength(64);
        expect(peaks.every((peak) => Number.isInteger(peak) && peak >= 0 && peak <= 100)).toBe(
          true,
        );
        const isSilent = samples.every((sample) => sample === 0);
        expect(Math.max(...peaks)).toBe(isSilent ? 0 : 100);
      },
    ),
  );
});

test("a time has two digits for its seconds, in the digits of the language", () => {
  expect(clockTime(0, "en")).toBe("0:00");
  expect(clockTime(59.6, "en")).toBe("1:00");
  expect(clockTime(754, "en")).toBe("12:34");
  expect(clockTime(42, "ar-EG")).toBe("٠:٤٢");
});
