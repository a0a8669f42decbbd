import { createStore, type Upload } from "@parley/client";
import { limits } from "@parley/contract/limits";
import { useEffect } from "react";
import { AT_REST_AFTER } from "../../components/on-demand.tsx";
import type { ComposerFiles } from "../../components/composer/composer.tsx";
import { useMessaging } from "../../provider/messaging-context.ts";
import { useStore } from "../../provider/use-screen.ts";
import { useFormat, useLabels } from "../../provider/wording-context.ts";
import { Attachments } from "../on-demand-parts.tsx";

const NONE: readonly Upload[] = [];
const nothing = createStore(NONE);

/** The files that are going to be sent in a conversation. */
export function useAttachments(conversationId: string) {
  const { client } = useMessaging();
  const labels = useLabels();
  const format = useFormat();
  const accepted = useStore(client.server.files, client.server.files.get);
  const uploads = useStore(client.files.uploads, client.files.uploads.get);
  const chosen = uploads?.all ?? nothing;
  const all = useStore(chosen, chosen.get);
  const isOn = accepted !== undefined;
  useEffect(() => {
    if (!isOn) return undefined;
    // Uploads of an earlier page continue.
    const timer = setTimeout(() => void client.files.open().catch(() => undefined), AT_REST_AFTER);
    return () => clearTimeout(timer);
  }, [client, isOn]);

  const own = all.filter(
    (upload) => upload.conversationId === conversationId && upload.messageId === undefined,
  );
  const isStuck = own.some(({ state }) => state.status === "refused" || state.status === "failed");

  /** Adds files; returns why not all of them were added. */
  async function add(files: readonly File[]): Promise<string | null> {
    const opened = await client.files.open().catch(() => undefined);
    if (opened === undefined) return labels.noAnswer;
    const room = limits.filesMax - own.length;
    // A folder that is dropped has no content and no type.
    const wanted = files.filter(({ size }) => size > 0);
    opened.add(conversationId, wanted.slice(0, room));
    if (wanted.length > room) return labels.tooManyFiles(format.number(limits.filesMax));
    return wanted.length < files.length ? labels.emptyFile : null;
  }
  const files: ComposerFiles | undefined = isOn
    ? {
        above: own.length > 0 && uploads && <Attachments files={own} uploads={uploads} />,
        count: own.length,
        problem: isStuck ? labels.removeFiles : null,
        add,
      }
    : undefined;
  return {
    files,
    /** Of the message that is sent now. */
    chosen: own.map(({ id, name, size, type }) => ({ id, name, size, type })),
    claim: (messageId: string) =>
      uploads?.claim(
        own.map(({ id }) => id),
        messageId,
      ),
  };
}
