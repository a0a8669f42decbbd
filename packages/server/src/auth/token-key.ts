import type { CryptoKey, JWTVerifyGetKey } from "jose";
import { createRemoteKeys, type RemoteKeys } from "./remote-keys.ts";

/** The key that verifies a token, and its algorithms. A token cannot choose another. */
export interface TokenKey {
  readonly algorithms: readonly string[];
  readonly find: JWTVerifyGetKey;
  /** Called when a key was added, replaced or withdrawn. */
  onChange(listener: () => void): () => void;
  /** Fetches published keys at once. */
  reload?(): Promise<void>;
  /** Stops checking for changes. */
  close(): void;
}

const nothing = () => undefined;

/** A shared secret as a key that signs and verifies HS256. */
export function importSecret(secret: string): Promise<CryptoKey> {
  return crypto.subtle.importKey(
    "raw",
    new TextEncoder().encode(secret),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign", "verify"],
  );
}

export function createSharedKey(key: CryptoKey): TokenKey {
  // A secret never changes while the process runs.
  return {
    algorithms: ["HS256"],
    find: () => Promise.resolve(key),
    onChange: () => nothing,
    close: nothing,
  };
}

/** No key: every token is refused. */
export const noKey: TokenKey = {
  algorithms: [],
  find: () => Promise.reject(new Error("there is no key")),
  onChange: () => nothing,
  close: nothing,
};

const asymmetric = "RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 EdDSA Ed25519".split(" ");

/** The public keys at a URL. */
export function createPublishedKeys(url: URL): TokenKey & Pick<RemoteKeys, "reload"> {
  return { algorithms: asymmetric, ...createRemoteKeys(url) };
}
