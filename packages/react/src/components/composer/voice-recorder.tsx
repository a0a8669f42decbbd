import type { Voice } from "@parley/contract";
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from "react";
import { useAllLabels } from "../../provider/all-labels.ts";
import { useFormat } from "../../provider/wording-context.ts";
import { CloseIcon } from "../action-icons.tsx";
import { unlessComposing } from "../composition.ts";
import { useAutoDismiss } from "../feedback/use-auto-dismiss.ts";
import { clockTime } from "@parley/contract/clock-time";
import { measureSound, peaksOf } from "../files/measure-sound.ts";
import { PauseIcon, Wave } from "../files/voice-player.tsx";
import { IconButton } from "../icon-button.tsx";
import { Icon } from "../icons.tsx";
import { type Recording, startRecording } from "./recording.ts";

export interface VoiceRecorderProps {
  /** Gets the focus when the recording is among the files. */
  readonly field: RefObject<HTMLElement | null>;
  /** Adds a recording to the files of the message. */
  readonly onRecorded: (file: File, voice: Voice) => Promise<void>;
  readonly onProblem: (problem: string) => void;
  readonly onClose: () => void;
}

/** Milliseconds of a recording. */
const LENGTH_MAX = 5 * 60_000;
/** Measures that are shown. */
const SHOWN = 64;

type Stage =
  /** The browser asks for the microphone. */
  | { readonly status: "asking" }
  | { readonly status: "recording" | "paused"; readonly recording: Recording }
  /** It can be taken back for a while. */
  | { readonly status: "discarded"; readonly recording: Recording };

/** What was recorded, with its loudness. */
async function fileOf(recording: Recording, name: string, levels: readonly number[]) {
  const blob = await recording.stop();
  const ending = blob.type.replace("audio/", "").replace("mp4", "m4a");
  const file = new File([blob], `${name}.${ending}`, { type: blob.type });
  const measured = await measureSound(blob);
  const duration = Math.max(1, Math.round(levels.length * 50));
  return { file, voice: measured ?? { duration, peaks: peaksOf(levels) } };
}

const CheckIcon = () => (
  <Icon>
    <path d="m5 12.5 4.5 4.500L19 7.5" />
  </Icon>
);

const RecordIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="5.5" fill="currentColor" />
  </Icon>
);

/** Everything that happens to a recording, from the question for the microphone to its place among the files. */
function useRecorder({ field, onRecorded, onProblem, onClose }: VoiceRecorderProps) {
  const labels = useAllLabels();
  const format = useFormat();
  const [stage, setStage] = useState<Stage>({ status: "asking" });
  const [elapsed, setElapsed] = useState(0);
  const levels = useRef<number[]>([]);
  const isDone = useRef(false);
  const row = useRef<HTMLDivElement>(null);

  const finish = async (recording: Recording, problem?: string) => {
    if (isDone.current) return;
    isDone.current = true;
    const { file, voice } = await fileOf(recording, labels.voiceMessage, levels.current);
    if (file.size > 0) await onRecorded(file, voice);
    const said = file.size === 0 ? labels.voiceProblems.busy : problem;
    if (said !== undefined) onProblem(said);
    if (row.current?.isConnected === true) field.current?.focus({ preventScroll: true });
    onClose();
  };
  const latest = useRef({ stage, finish });
  useEffect(() => {
    latest.current = { stage, finish };
  });

  useEffect(() => {
    let isLeft = false;
    const page = row.current?.closest(".parley");
    const end = (problem?: string) => {
      const now = latest.current.stage;
      if (now.status === "recording" || now.status === "paused")
        void latest.current.finish(now.recording, problem);
    };
    const begin = async () => {
      const started = await startRecording({
        onLevel(level, time) {
          levels.current.push(level);
          setElapsed(time);
          if (time < LENGTH_MAX) return;
          end(labels.voiceFull(format.number(LENGTH_MAX / 60_000)));
        },
        onEnd: end,
      });
      if (typeof started === "string") {
        if (isLeft) return;
        onProblem(labels.voiceProblems[started]);
        onClose();
      } else if (isLeft) void started.stop();
      else setStage({ status: "recording", recording: started });
    };
    void begin();
    return () => {
      isLeft = true;
      const now = latest.current.stage;
      if (now.status === "asking") return;
      if (now.status === "discarded") return void now.recording.stop();
      // Another conversation is opened: the recording waits in this one. After a sign-out nothing may stay.
      setTimeout(() => {
        if (page?.isConnected !== true) isDone.current = true;
        void (isDone.current ? now.recording.stop() : latest.current.finish(now.recording));
      });
    };
    // It records once, however often it is rendered.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  return { stage, setStage, elapsed, levels, row, finish };
}

/** Warns before a page is left that has a recording which is not among the files. */
function useWarning(isRecording: boolean) {
  useEffect(() => {
    if (!isRecording) return undefined;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isRecording]);
}

/** Records a voice message, which is then listened to and sent like every other file. */
export function VoiceRecorder(props: VoiceRecorderProps) {
  const { field, onClose } = props;
  const labels = useAllLabels();
  const { locale } = useFormat();
  const { stage, setStage, elapsed, levels, row, finish } = useRecorder(props);
  const { status } = stage;
  const isRecording = status === "recording" || status === "paused";
  const { holding } = useAutoDismiss(status === "discarded" ? status : null, onClose);
  useWarning(isRecording);
  useEffect(() => {
    // What ends it has the focus, and after a mistake what takes that back.
    row.current?.querySelector<HTMLElement>("[data-first-focus]")?.focus({ preventScroll: true });
  }, [row, isRecording, status]);
  const discard = () => {
    if (stage.status !== "recording" && stage.status !== "paused") {
      field.current?.focus({ preventScroll: true });
      onClose();
      return;
    }
    stage.recording.pause();
    setStage({ status: "discarded", recording: stage.recording });
  };
  const pause = () => {
    if (stage.status === "recording") {
      stage.recording.pause();
      setStage({ ...stage, status: "paused" });
    } else if (stage.status === "paused") {
      stage.recording.resume();
      setStage({ ...stage, status: "recording" });
    }
  };
  const words =
    status === "recording"
      ? labels.recording
      : status === "paused"
        ? labels.recordingPaused
        : status === "asking"
          ? labels.recordingAsks
          : labels.recordingDiscarded;
  return (
    // The keys are those of its buttons.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={row}
      className="parley-recorder"
      role="group"
      aria-label={labels.recordVoice}
      data-status={status}
      {...holding}
      onKeyDown={unlessComposing((event: KeyboardEvent) => {
        if (event.key !== "Escape") return;
        // It would cancel a reply too.
        event.stopPropagation();
        event.preventDefault();
        discard();
      })}
    >
      <span className={isRecording ? "parley-hidden" : "parley-recorder__words"} role="status">
        {words}
      </span>
      {isRecording && (
        <>
          <IconButton label={labels.discardRecording} onPress={discard}>
            <CloseIcon />
          </IconButton>
          <span className="parley-voice__track" data-live>
            <Wave
              peaks={[
                ...Array.from({ length: SHOWN }, () => 0),
                ...levels.current.map((level) => level * 100),
              ].slice(-SHOWN)}
              share={1}
            />
          </span>
          <span className="parley-voice__time" role="timer">
            {clockTime(elapsed / 1_000, locale)}
          </span>
          <IconButton
            label={status === "paused" ? labels.resumeRecording : labels.pauseRecording}
            onPress={pause}
          >
            {status === "paused" ? <RecordIcon /> : <PauseIcon />}
          </IconButton>
          <button
            type="button"
            className="parley-send"
            aria-label={labels.finishRecording}
            title={labels.finishRecording}
            data-first-focus
            onClick={() => void finish(stage.recording)}
          >
            <CheckIcon />
          </button>
        </>
      )}
      {status === "asking" && (
        <IconButton label={labels.cancel} onPress={discard}>
          <CloseIcon />
        </IconButton>
      )}
      {stage.status === "discarded" && (
        <>
          <button
            type="button"
            className="parley-button"
            data-first-focus
            onClick={() => void finish(stage.recording)}
          >
            {labels.undo}
          </button>
          <IconButton label={labels.dismiss} onPress={discard}>
            <CloseIcon />
          </IconButton>
        </>
      )}
    </div>
  );
}
