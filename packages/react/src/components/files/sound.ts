import { useSyncExternalStore } from "react";
import { readStored, writeStored } from "../../stored.ts";

/** What this page plays, or has paused: one sound at a time. Times are in seconds. */
export interface PlayedSound {
  readonly id: string;
  readonly url: string;
  readonly isPlaying: boolean;
  readonly at: number;
  /** Once the browser knows it. */
  readonly duration: number | undefined;
  readonly hasFailed: boolean;
}

const SPEEDS = [1, 1.5, 2];
const SPEED_KEY = "parley.speed";

let player: HTMLAudioElement | undefined;
let played: PlayedSound | null = null;
let speed: number | undefined;
const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

function change(next: Partial<PlayedSound>) {
  if (played === null) return;
  played = { ...played, ...next };
  listeners.forEach((listener) => listener());
}

function createPlayer(): HTMLAudioElement {
  const audio = new Audio();
  const note = () =>
    change({
      at: audio.currentTime,
      isPlaying: !audio.paused && !audio.ended,
      // Recordings of Chromium have none until their end was read.
      duration: Number.isFinite(audio.duration) ? audio.duration : undefined,
    });
  for (const type of ["timeupdate", "play", "pause", "seeking", "durationchange"])
    audio.addEventListener(type, note);
  audio.addEventListener("ended", () => (audio.currentTime = 0));
  audio.addEventListener("error", () => change({ isPlaying: false, hasFailed: true }));
  return audio;
}

const speedOf = () => {
  const stored = (speed ??= Number(readStored(SPEED_KEY)));
  return SPEEDS.includes(stored) ? stored : 1;
};

/** Takes the place of another sound. Another address of the same one continues where it was. */
function load(id: string, url: string, at: number): HTMLAudioElement {
  const audio = (player ??= createPlayer());
  if (played?.id === id && played.url === url && !played.hasFailed) return audio;
  played = { id, url, isPlaying: false, at, duration: undefined, hasFailed: false };
  audio.src = url;
  audio.currentTime = at;
  audio.defaultPlaybackRate = speedOf();
  audio.playbackRate = speedOf();
  return audio;
}

/** Plays a sound, from where it was. */
export function playSound(id: string, url: string): void {
  const audio = load(id, url, played?.id === id ? played.at : 0);
  // A failure is an event of the element.
  audio.play().catch(() => undefined);
}

/** Pauses a sound, if it is the one that is played. */
export function pauseSound(id: string): void {
  if (played?.id === id) player?.pause();
}

/** Moves to a place in a sound. */
export function seekSound(id: string, url: string, at: number): void {
  load(id, url, at).currentTime = at;
  change({ at });
}

/** Chooses the next speed, for all sounds and pages of this browser. */
export function nextSpeed(): void {
  speed = SPEEDS[(SPEEDS.indexOf(speedOf()) + 1) % SPEEDS.length];
  writeStored(SPEED_KEY, speed);
  if (player !== undefined) player.playbackRate = player.defaultPlaybackRate = speedOf();
  listeners.forEach((listener) => listener());
}

/** A sound, while it is the one that this page plays or has paused. */
export const useSound = (id: string): PlayedSound | null =>
  useSyncExternalStore(
    subscribe,
    () => (played?.id === id ? played : null),
    () => null,
  );

export const useSpeed = (): number => useSyncExternalStore(subscribe, speedOf, () => 1);
