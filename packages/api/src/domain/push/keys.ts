import { createECDH } from "node:crypto";
import type { PushKey } from "@parley/contract/push";
import type { Executor } from "@parley/db/database";
import { pushKeys } from "@parley/db/schema";
import type { ActorContext } from "../context.ts";

/** The key pair of this installation for push services (VAPID), as base64url. */
export interface PushKeys {
  readonly publicKey: string;
  readonly privateKey: string;
}

function createKeys(): PushKeys {
  const pair = createECDH("prime256v1");
  const publicKey = pair.generateKeys("base64url", "uncompressed");
  return { publicKey, privateKey: pair.getPrivateKey("base64url") };
}

/** Loads the key pair, which is created once: with another one every subscription would be lost. */
export async function loadPushKeys(db: Executor): Promise<PushKeys> {
  const { publicKey, privateKey } = pushKeys;
  const find = () => db.select({ publicKey, privateKey }).from(pushKeys);
  const [known] = await find();
  if (known !== undefined) return known;
  // Another server may create it at the same time; the first one counts.
  await db.insert(pushKeys).values(createKeys()).onConflictDoNothing();
  const [created] = await find();
  if (created === undefined) throw new Error("the keys for push messages are missing");
  return created;
}

/** The public key with which a browser subscribes. */
export async function pushKeyOf({ ctx }: { ctx: ActorContext }): Promise<PushKey> {
  const { publicKey } = await loadPushKeys(ctx.db);
  return { publicKey };
}
