import { createHash, randomBytes } from "node:crypto";
import type { Clock } from "@parley/api/platform";
import { EncryptJWT, jwtDecrypt } from "jose";
import * as z from "zod";

/** How long a user may take at the platform or provider, in seconds. */
const LIFETIME = 15 * 60;

const flowSchema = z.object({
  /** The id of the way to sign in. */
  way: z.string(),
  /** Path of the page of the web app to return to. */
  returnTo: z.string(),
  /** Hash of the cookie of the browser in which it was started. */
  browser: z.string(),
  nonce: z.string(),
  /** The verifier of PKCE (RFC 7636). */
  verifier: z.string(),
});

/** A sign-in that was started and has not returned yet. */
export type Flow = z.infer<typeof flowSchema>;

/** Where a flow takes place: its way, and the cookie of its browser. */
export type FlowPlace = Pick<Flow, "way" | "browser">;

/** Starts sign-ins, and recognises those that return. */
export interface Flows {
  start(place: FlowPlace & Pick<Flow, "returnTo">): Promise<{ state: string; flow: Flow }>;
  /** Undefined if the state is not of this server, has expired, or was started with another way or in another browser. */
  resume(state: string | null, place: FlowPlace): Promise<Flow | undefined>;
}

const hash = (text: string) => createHash("sha256").update(text).digest("base64url");
/** A random text of 43 characters, which RFC 7636 requires of a verifier. */
export const randomText = () => randomBytes(32).toString("base64url");

/**
 * Keeps each flow in its own `state`, encrypted, so that any server can resume it, several tabs do not disturb each other,
 * and a flood of started sign-ins stores nothing. The code that returns with it can be used once in any case.
 */
export function createFlows({ key, clock }: { key: Uint8Array; clock: Clock }): Flows {
  return {
    async start({ way, browser, returnTo }) {
      const flow = {
        way,
        returnTo,
        browser: hash(browser),
        nonce: randomText(),
        verifier: randomText(),
      };
      const state = await new EncryptJWT(flow)
        .setProtectedHeader({ alg: "dir", enc: "A256GCM" })
        .setExpirationTime(Math.floor(clock.now().getTime() / 1_000) + LIFETIME)
        .encrypt(key);
      return { state, flow };
    },
    async resume(state, { way, browser }) {
      if (state === null) return undefined;
      const options = {
        keyManagementAlgorithms: ["dir"],
        contentEncryptionAlgorithms: ["A256GCM"],
        currentDate: clock.now(),
      };
      const opened = await jwtDecrypt(state, key, options).catch(() => undefined);
      const { data: flow } = flowSchema.safeParse(opened?.payload);
      return flow?.way === way && flow.browser === hash(browser) ? flow : undefined;
    },
  };
}
