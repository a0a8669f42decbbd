import { createHash } from "node:crypto";
import { uuidv7 } from "uuidv7";
import { drawPng } from "./draw-png.ts";
import type { Correspondent } from "./programme.ts";

interface Sending {
  readonly url: string;
  readonly token: string;
  readonly conversationId: string;
  readonly body: string;
}

/** Uploads images of a camera's size and returns what sends them in one message. */
export async function prepareImages({ api }: Correspondent, sending: Sending) {
  const { url, token, conversationId, body } = sending;
  const upload = async (_: unknown, at: number) => {
    const content = drawPng(2_000 + at, 1_500);
    const fileId = uuidv7();
    const sha256 = createHash("sha256").update(content).digest("hex");
    const announced = { fileId, name: `photo-${at}.png`, size: content.length, sha256 };
    await api.files.begin.mutate(announced);
    await fetch(`${url}/files/${fileId}`, {
      method: "PATCH",
      headers: { authorization: `Bearer ${token}`, "upload-offset": "0" },
      body: new Uint8Array(content),
    });
    const { status } = await api.files.finish.mutate({ fileId });
    if (status !== "ready") throw new Error(`an image is ${status}`);
    return fileId;
  };
  const files = await Promise.all(Array.from({ length: 4 }, upload));
  return () => api.messages.send.mutate({ conversationId, id: uuidv7(), body, files });
}
