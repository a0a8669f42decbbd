import { onDemand } from "../on-demand.tsx";
import { RowSkeletons } from "../feedback/skeletons.tsx";

/** The contacts, whose code and words are fetched when they are first shown. */
export const ContactList = onDemand(
  async () => (await import("./contact-list.tsx")).ContactList,
  <RowSkeletons />,
);
