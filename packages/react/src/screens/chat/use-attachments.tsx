import { createStore, type ParleyClient, type Upload } from "@parley/client";
import type { Voice } from "@parley/contract";
import { limits } from "@parley/contract/limits";
import { useContext, useEffect } from "react";
import { AT_REST_AFTER } from "../../components/on-demand.tsx";
import type { ComposerFiles } from "../../components/composer/composer.tsx";
import { useMessaging } from "../../provider/messaging-context.ts";
import { useStore } from "../../provider/use-screen.ts";
import { useLabels, WordingContext } from "../../provider/wording-context.ts";
import { Attachments } from "../on-demand-parts.tsx";

const NONE: readonly Upload[] = [];
const nothing = createStore(NONE);

const load = ({ files }: ParleyClient) => Promise.all([import("./add-files.ts"), files.open()]);

/** The files that are going to be sent in a conversation. */
export function useAttachments(conversationId: string) {
  const { client } = useMessaging();
  const labels = useLabels();
  const wording = useContext(WordingContext);
  const accepted = useStore(client.server.files, client.server.files.get);
  const uploads = useStore(client.files.uploads, client.files.uploads.get);
  const chosen = uploads?.all ?? nothing;
  const all = useStore(chosen, chosen.get);
  const isOn = accepted !== undefined;
  useEffect(() => {
    if (!isOn) return undefined;
    // Uploads of an earlier page continue.
    const timer = setTimeout(() => void load(client).catch(() => undefined), AT_REST_AFTER);
    return () => clearTimeout(timer);
  }, [client, isOn]);

  const own = all.filter(
    (upload) => upload.conversationId === conversationId && upload.messageId === undefined,
  );
  const ids = own.map(({ id }) => id);
  const isStuck = own.some(({ state }) => state.status === "refused" || state.status === "failed");

  /** Adds files; returns why not all of them were added. */
  async function add(added: readonly File[], voice?: Voice): Promise<string | null> {
    try {
      const [{ addFiles }, opened] = await load(client);
      const room = limits.filesMax - own.length;
      return await addFiles(opened, { conversationId, files: added, voice, room }, wording);
    } catch {
      return labels.noAnswer;
    }
  }
  const files: ComposerFiles | undefined = isOn
    ? {
        above: own.length > 0 && uploads && <Attachments files={own} uploads={uploads} />,
        count: own.length,
        problem: isStuck ? labels.removeFiles : null,
        areReady: own.every(({ state }) => state.status === "ready"),
        add,
      }
    : undefined;
  return {
    files,
    /** Of the message that is sent now. */
    chosen: own.map(({ id, name, size, type, voice }) => ({
      id,
      name,
      size,
      type,
      ...(voice && { voice }),
    })),
    claim: (messageId: string) => uploads?.claim(ids, messageId),
    /** The server has them in a message. */
    forget: () => uploads?.forget(ids),
  };
}
