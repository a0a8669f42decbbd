import { onDemand } from "../on-demand.tsx";

/** The menu; its code is loaded when one is first opened. */
export const Menu = onDemand(async () => (await import("./menu.tsx")).Menu);
