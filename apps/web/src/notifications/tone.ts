/** The tones of a new message, in hertz: a fourth, upwards. */
const TONES = [659.25, 880];
/** Length of each tone, in seconds. */
const LENGTH = 0.16;
const VOLUME = 0.12;
/** When a context that the browser did not let sound is given up, in milliseconds. */
const GIVE_UP_AFTER = 3_000;

/** Plays the tone of a new message. It is silent in a tab in which the user has not done anything yet: browsers require it. */
export function playTone(Context: typeof AudioContext | undefined): void {
  if (Context === undefined) return;
  const context = new Context();
  const close = () => {
    clearTimeout(timer);
    if (context.state !== "closed") void context.close();
  };
  const timer = setTimeout(close, GIVE_UP_AFTER);
  TONES.forEach((frequency, index) => {
    const start = context.currentTime + index * LENGTH;
    const oscillator = new OscillatorNode(context, { type: "sine", frequency });
    const volume = new GainNode(context, { gain: 0 });
    // Without ramps there would be clicks.
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(VOLUME, start + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, start + LENGTH * 1.6);
    oscillator.connect(volume).connect(context.destination);
    oscillator.start(start);
    oscillator.stop(start + LENGTH * 1.6);
    if (index === TONES.length - 1) oscillator.addEventListener("ended", close);
  });
}
