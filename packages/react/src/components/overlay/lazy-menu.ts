import { onDemand } from "../on-demand.tsx";

/** The menu, whose code is fetched when one is first opened. */
export const Menu = onDemand(async () => (await import("./menu.tsx")).Menu);
