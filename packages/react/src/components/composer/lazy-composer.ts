import { onDemand } from "../on-demand.tsx";

/** The field for a new message. It clears at once and is never blocked while messages are being sent. Its code is loaded when it is first shown. */
export const Composer = onDemand(async () => (await import("./composer.tsx")).Composer);
