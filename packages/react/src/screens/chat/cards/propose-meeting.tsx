import type { Conversation } from "@parley/contract";
import { useRef, useState } from "react";
import { createPortal } from "react-dom";
import { CalendarIcon } from "../../../components/menu-icons.tsx";
import { useAllLabels } from "../../../provider/all-labels.ts";
import { onDemand } from "../../../components/on-demand.tsx";

const MeetingDialog = onDemand(async () => (await import("./meeting-dialog.tsx")).MeetingDialog);

/** A tool of the composer: proposes a meeting to the other user. */
export function ProposeMeeting({ conversation }: { readonly conversation: Conversation }) {
  const labels = useAllLabels();
  const button = useRef<HTMLButtonElement>(null);
  /** Where the dialog is shown, while it is. */
  const [place, setPlace] = useState<Element | null>(null);
  return (
    <>
      <button
        ref={button}
        type="button"
        className="parley-composer__tool"
        data-tool="meeting"
        aria-label={labels.proposeMeeting}
        title={labels.proposeMeeting}
        aria-haspopup="dialog"
        onClick={() => setPlace(button.current?.closest(".parley") ?? null)}
      >
        <CalendarIcon />
      </button>
      {place !== null &&
        // A form cannot be inside of the composer's.
        createPortal(
          <MeetingDialog conversation={conversation} onClose={() => setPlace(null)} />,
          place,
        )}
    </>
  );
}
