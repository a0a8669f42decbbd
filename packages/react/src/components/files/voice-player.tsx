import type { Voice } from "@parley/contract";
import { useEffect } from "react";
import { useAllLabels } from "../../provider/all-labels.ts";
import { useFormat } from "../../provider/wording-context.ts";
import { Icon } from "../icons.tsx";
import { useTabIndex } from "../message-list/actions/message-tab-index.ts";
import { clockTime } from "@parley/contract/clock-time";
import { nextSpeed, pauseSound, playSound, seekSound, useSound, useSpeed } from "./sound.ts";

export interface VoicePlayerProps {
  readonly id: string;
  readonly name: string;
  readonly voice: Voice | undefined;
  /** Undefined while it is not known. */
  readonly url: string | undefined;
  /** Asks for another address after this one has failed. */
  readonly onFailed?: (() => void) | undefined;
}

const PlayIcon = () => (
  <Icon>
    <path d="M8 5.5v13l10.5-6.5z" fill="currentColor" />
  </Icon>
);

export const PauseIcon = () => (
  <Icon>
    <path d="M8.5 6v12M15.5 6v12" strokeWidth="3" />
  </Icon>
);

const FLAT: readonly number[] = Array.from({ length: 64 }, () => 0);

/** Bars of the loudness, as high as the box, and never without height. */
const barsOf = (peaks: readonly number[]) =>
  peaks
    .map((peak, at) => {
      const height = Math.max(8, peak);
      return `M${at * 3} ${50 - height / 2}h2v${height}h-2z`;
    })
    .join("");

export interface WaveProps {
  readonly peaks: readonly number[];
  /** What was played of it, from 0 to 1. */
  readonly share: number;
}

/** A loudness as bars. */
export function Wave({ peaks, share }: WaveProps) {
  const bars = barsOf(peaks);
  const image = (
    <svg viewBox={`0 0 ${peaks.length * 3 - 1} 100`} preserveAspectRatio="none" aria-hidden="true">
      <path d={bars} />
    </svg>
  );
  return (
    <>
      <span className="parley-voice__wave">{image}</span>
      <span className="parley-voice__wave" data-played style={{ ["--_share" as string]: share }}>
        {image}
      </span>
    </>
  );
}

/** A sound with its loudness: played, moved through by pointer and keys, and at three speeds. */
export function VoicePlayer({ id, name, voice, url, onFailed }: VoicePlayerProps) {
  const labels = useAllLabels();
  const { locale } = useFormat();
  const tabIndex = useTabIndex();
  const speed = useSpeed();
  const sound = useSound(id);
  const duration = voice === undefined ? sound?.duration : voice.duration / 1_000;
  const at = Math.min(sound?.at ?? 0, duration ?? Infinity);
  const isPlaying = sound?.isPlaying === true;
  const hasFailed = sound?.hasFailed === true;
  const isLost = hasFailed && sound.url === url;
  useEffect(() => {
    if (isLost) onFailed?.();
  }, [isLost, onFailed]);
  useEffect(() => {
    // Its address had expired.
    if (hasFailed && !isLost && url !== undefined) playSound(id, url);
  }, [hasFailed, isLost, id, url]);
  // What is not on the screen any more is not heard.
  useEffect(() => () => pauseSound(id), [id]);
  const title = name.replace(/\.[^.]{1,5}$/, "");
  const time = duration === undefined ? "" : clockTime(duration, locale);
  return (
    <div className="parley-voice" role="group" aria-label={`${title} ${time}`.trim()}>
      <button
        type="button"
        className="parley-send"
        aria-label={isPlaying ? labels.pauseSound(title) : labels.playSound(title)}
        tabIndex={tabIndex}
        aria-disabled={url === undefined}
        onClick={() => {
          if (isPlaying) pauseSound(id);
          else if (url !== undefined) playSound(id, url);
        }}
      >
        {isPlaying ? <PauseIcon /> : <PlayIcon />}
      </button>
      <span className="parley-voice__body">
        <span className="parley-voice__track">
          <Wave
            peaks={voice?.peaks ?? FLAT}
            share={duration === undefined || duration === 0 ? 0 : at / duration}
          />
          <input
            className="parley-voice__seek"
            type="range"
            aria-label={labels.soundPosition(title)}
            aria-valuetext={labels.soundTime(clockTime(at, locale), time)}
            tabIndex={tabIndex}
            disabled={duration === undefined || url === undefined}
            min={0}
            max={duration ?? 1}
            step="any"
            value={at}
            onChange={({ target }) => {
              if (url !== undefined) seekSound(id, url, target.valueAsNumber);
            }}
          />
        </span>
        <span className="parley-voice__text">
          <bdi className="parley-voice__name">{title}</bdi>
          {isLost ? (
            <span role="alert">{labels.soundBroken}</span>
          ) : (
            <span className="parley-voice__time">
              {sound === null || (at === 0 && !isPlaying) ? time : clockTime(at, locale)}
            </span>
          )}
        </span>
      </span>
      <button
        type="button"
        className="parley-composer__tool"
        aria-label={labels.playbackSpeed(new Intl.NumberFormat(locale).format(speed))}
        tabIndex={tabIndex}
        onClick={nextSpeed}
      >
        {new Intl.NumberFormat(locale).format(speed)}×
      </button>
    </div>
  );
}
