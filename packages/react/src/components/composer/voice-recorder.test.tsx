// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { createRef } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { VoiceRecorder, type VoiceRecorderProps } from "./voice-recorder.tsx";

class FakeRecorder extends EventTarget {
  static isTypeSupported = (type: string) => type.startsWith("audio/webm");
  static last: FakeRecorder;
  state = "inactive";
  constructor() {
    super();
    FakeRecorder.last = this;
  }
  start() {
    this.state = "recording";
  }
  pause() {
    this.state = "paused";
  }
  resume() {
    this.state = "recording";
  }
  stop() {
    this.state = "inactive";
    const data = new Blob(["sound"]);
    this.dispatchEvent(Object.assign(new Event("dataavailable"), { data }));
    this.dispatchEvent(new Event("stop"));
  }
}

const analyser = { fftSize: 4, getFloatTimeDomainData: (to: Float32Array) => void to.fill(0.2) };
class FakeContext {
  createAnalyser = () => analyser;
  createMediaStreamSource = () => ({ connect: () => undefined });
  close = async () => undefined;
  resume = async () => undefined;
}

const track = { stop: vi.fn() };
const ask = vi.fn<() => Promise<unknown>>();

beforeEach(() => {
  vi.useFakeTimers();
  ask.mockReset().mockResolvedValue({ getTracks: () => [track] });
  vi.stubGlobal("MediaRecorder", FakeRecorder);
  vi.stubGlobal("AudioContext", FakeContext);
  vi.stubGlobal("isSecureContext", true);
  Object.defineProperty(navigator, "mediaDevices", {
    configurable: true,
    value: { getUserMedia: ask },
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const pass = (time: number) => act(() => vi.advanceTimersByTimeAsync(time));
const press = async (name: string) => {
  fireEvent.click(screen.getByRole("button", { name }));
  await pass(0);
};

async function start() {
  const props = {
    field: createRef<HTMLElement>(),
    onRecorded: vi.fn<VoiceRecorderProps["onRecorded"]>().mockResolvedValue(),
    onProblem: vi.fn<(problem: string) => void>(),
    onClose: vi.fn<() => void>(),
  };
  const { unmount } = render(
    <div className="parley">
      <VoiceRecorder {...props} />
    </div>,
  );
  await pass(0);
  return { ...props, unmount };
}

test("VOICE-1: a recording shows its time, pauses, and becomes a file with its length and loudness", async () => {
  const { onRecorded, onClose } = await start();
  await pass(2_000);
  expect(screen.getByRole("timer").textContent).toBe("0:02");
  await press("Pause recording");
  await pass(5_000);
  expect(screen.getByRole("timer").textContent).toBe("0:02");
  await press("Continue recording");
  await pass(1_000);
  await press("Finish recording");
  const [file, voice] = onRecorded.mock.lastCall ?? [];
  expect(file?.name).toBe("Voice message.webm");
  expect(file?.type).toBe("audio/webm");
  expect(voice?.duration).toBeGreaterThan(2_800);
  expect(voice?.peaks).toHaveLength(64);
  expect(onClose).toHaveBeenCalledOnce();
  expect(track.stop).toHaveBeenCalled();
});

test("VOICE-1: after five minutes a recording ends, and is kept", async () => {
  const { onRecorded, onProblem } = await start();
  await pass(5 * 60_000 + 200);
  expect(onRecorded).toHaveBeenCalledOnce();
  expect(onProblem).toHaveBeenCalledExactlyOnceWith("A voice message has at most 5 minutes.");
});

test("VOICE-2: Escape discards a recording, which can be taken back", async () => {
  const { onRecorded, onClose } = await start();
  await pass(1_000);
  fireEvent.keyDown(screen.getByRole("button", { name: "Finish recording" }), { key: "Escape" });
  expect(screen.getByRole("status").textContent).toBe("Recording discarded");
  expect(document.activeElement?.textContent).toBe("Undo");
  await press("Undo");
  expect(onRecorded).toHaveBeenCalledOnce();
  expect(onClose).toHaveBeenCalledOnce();
});

test("VOICE-2: a discarded recording is gone after a while, and its microphone is released", async () => {
  const { onRecorded, onClose, unmount } = await start();
  await pass(1_000);
  fireEvent.keyDown(screen.getByRole("button", { name: "Finish recording" }), { key: "Escape" });
  fireEvent.blur(screen.getByRole("button", { name: "Undo" }));
  await pass(10_000);
  expect(onClose).toHaveBeenCalled();
  unmount();
  await pass(100);
  expect(onRecorded).not.toHaveBeenCalled();
  expect(FakeRecorder.last.state).toBe("inactive");
});

test("VOICE-2: opening another conversation keeps the recording among the files of this one", async () => {
  const page = document.body.appendChild(document.createElement("div"));
  page.className = "parley";
  const onRecorded = vi.fn<VoiceRecorderProps["onRecorded"]>().mockResolvedValue();
  const nothing = () => undefined;
  const recorder = {
    field: createRef<HTMLElement>(),
    onRecorded,
    onProblem: nothing,
    onClose: nothing,
  };
  const { unmount } = render(<VoiceRecorder {...recorder} />, { container: page });
  await pass(1_000);
  unmount();
  await pass(100);
  expect(onRecorded).toHaveBeenCalledOnce();
  page.remove();
});

test("VOICE-2: after a sign-out nothing of a recording stays", async () => {
  const { onRecorded, unmount } = await start();
  await pass(1_000);
  document.body.replaceChildren();
  unmount();
  await pass(100);
  expect(onRecorded).not.toHaveBeenCalled();
  expect(FakeRecorder.last.state).toBe("inactive");
});

const refusing = (name: string) => () => {
  ask.mockRejectedValue(new DOMException("", name));
};
test.each([
  ["NotAllowedError", refusing("NotAllowedError"), /not allowed for this page/],
  ["NotFoundError", refusing("NotFoundError"), /no microphone/],
  ["NotReadableError", refusing("NotReadableError"), /does not work at the moment/],
  ["an insecure page", () => vi.stubGlobal("isSecureContext", false), /https/],
  ["no recorder", () => vi.stubGlobal("MediaRecorder", undefined), /cannot record/],
])("VOICE-3: %s is said in words", async (_name, arrange, words) => {
  arrange();
  const { onProblem, onClose } = await start();
  expect(onProblem).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(words));
  expect(onClose).toHaveBeenCalledOnce();
});
