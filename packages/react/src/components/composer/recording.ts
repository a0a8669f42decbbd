/** Why nothing can be recorded. */
export type RecordingProblem = "insecure" | "unsupported" | "denied" | "absent" | "busy";

/** What recorders write and the server accepts, the smallest first. */
const TYPES = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];
/** Bits per second: speech is clear, and five minutes are a megabyte. */
const BITS = 32_000;
/** Between measures of the loudness, in milliseconds. */
const MEASURE_EVERY = 50;

/** A sound that is being recorded. */
export interface Recording {
  pause(): void;
  resume(): void;
  /** Ends it, and resolves to what was recorded. Repeats return the same. */
  stop(): Promise<Blob>;
}

export interface RecordingOptions {
  /** Called with the loudness, 0 to 1, and the milliseconds that were recorded. */
  readonly onLevel: (level: number, elapsed: number) => void;
  /** The microphone was taken away: what was recorded is still there. */
  readonly onEnd: () => void;
}

const problems: Readonly<Record<string, RecordingProblem>> = {
  NotAllowedError: "denied",
  SecurityError: "denied",
  NotFoundError: "absent",
};

async function openMicrophone(): Promise<MediaStream | RecordingProblem> {
  if (!globalThis.isSecureContext) return "insecure";
  if (typeof MediaRecorder === "undefined" || !("mediaDevices" in navigator)) return "unsupported";
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch (error) {
    return problems[error instanceof Error ? error.name : ""] ?? "busy";
  }
}

/** Measures how loud a microphone is. */
function createMeter(stream: MediaStream) {
  const context = new AudioContext();
  // Safari creates it suspended after the question for the microphone.
  void context.resume().catch(() => undefined);
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  return {
    level(): number {
      analyser.getFloatTimeDomainData(samples);
      return Math.min(
        1,
        Math.sqrt(samples.reduce((sum, x) => sum + x * x, 0) / samples.length) * 3,
      );
    },
    close: () => void context.close().catch(() => undefined),
  };
}

/** Starts to record, once the user allows the microphone. */
export async function startRecording({
  onLevel,
  onEnd,
}: RecordingOptions): Promise<Recording | RecordingProblem> {
  const stream = await openMicrophone();
  if (typeof stream === "string") return stream;
  const release = () => stream.getTracks().forEach((track) => track.stop());
  const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
  if (mimeType === undefined) {
    release();
    return "unsupported";
  }
  const recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: BITS });
  const meter = createMeter(stream);
  const parts: Blob[] = [];
  let elapsed = 0;
  let since = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    if (recorder.state === "recording") {
      elapsed += now - since;
      onLevel(meter.level(), elapsed);
    }
    since = now;
  }, MEASURE_EVERY);
  const stopped = new Promise<Blob>((resolve) => {
    recorder.addEventListener("dataavailable", ({ data }) => parts.push(data));
    recorder.addEventListener("stop", () => {
      clearInterval(timer);
      meter.close();
      release();
      resolve(new Blob(parts, { type: mimeType.replace(/;.*/, "") }));
      onEnd();
    });
  });
  // What was recorded so far survives a microphone that is unplugged.
  recorder.start(1_000);
  return {
    pause: () => recorder.pause(),
    resume: () => recorder.resume(),
    stop() {
      if (recorder.state !== "inactive") recorder.stop();
      return stopped;
    },
  };
}
