import { MessageFiles } from "../../../components/files/message-files.tsx";
import { useAllLabels } from "../../../provider/all-labels.ts";
import { useMessaging } from "../../../provider/messaging-context.ts";
import { useStore } from "../../../provider/use-screen.ts";
import { SharedItem, SharedList, type SharedProps } from "./shared-list.tsx";

/** The files that were sent in a conversation, the newest first. */
export function SharedFiles({ conversation: { id: conversationId }, ...props }: SharedProps) {
  const { files } = useMessaging().client.server;
  const accepted = useStore(files, files.get);
  const labels = useAllLabels();
  if (accepted === undefined) return null;
  return (
    <SharedList
      request={{ request: "files", conversationId }}
      heading={labels.sharedFiles}
      nothing={() => labels.noFiles}
      older={labels.moreResults}
      render={(shared) =>
        shared.map(({ file, ...message }) => (
          <SharedItem key={file.id} {...props} {...message}>
            <MessageFiles files={[file]} />
          </SharedItem>
        ))
      }
    />
  );
}
