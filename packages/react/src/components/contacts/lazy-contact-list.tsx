import { onDemand } from "../on-demand.tsx";
import { RowSkeletons } from "../feedback/skeletons.tsx";

/** The contacts; their code and texts are loaded when they are first shown. */
export const ContactList = onDemand(
  async () => (await import("./contact-list.tsx")).ContactList,
  <RowSkeletons />,
);
