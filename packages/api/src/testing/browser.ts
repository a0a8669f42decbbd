import { createECDH, randomBytes } from "node:crypto";
import type { SubscribePushInput } from "@parley/contract/push";

/** A browser's subscription to push messages, with the keys that decrypt them. */
interface TestBrowser {
  readonly subscription: SubscribePushInput;
  /** The private key and the secret. */
  readonly privateKey: Buffer;
  readonly auth: Buffer;
}

/** Creates the keys of a browser, as it does when it subscribes. */
export function createTestBrowser(
  endpoint = `https://push.example.org/${randomBytes(16).toString("hex")}`,
): TestBrowser {
  const pair = createECDH("prime256v1");
  const p256dh = pair.generateKeys("base64url", "uncompressed");
  const auth = randomBytes(16);
  const keys = { p256dh, auth: auth.toString("base64url") };
  return { subscription: { endpoint, keys }, privateKey: pair.getPrivateKey(), auth };
}
