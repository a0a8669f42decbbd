import type { CryptoKey, JWTVerifyGetKey } from "jose";
import { createRemoteKeys, type RemoteKeys } from "./remote-keys.ts";

/** By what a token is verified, and the algorithms that go with it. A token cannot choose another. */
export interface TokenKey {
  readonly algorithms: readonly string[];
  readonly find: JWTVerifyGetKey;
  /** Hears when a key was added, replaced or withdrawn. */
  onChange(listener: () => void): () => void;
  /** Stops looking for changes. */
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
  // A secret stays as long as the process.
  return {
    algorithms: ["HS256"],
    find: () => Promise.resolve(key),
    onChange: () => nothing,
    close: nothing,
  };
}

const asymmetric = "RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 EdDSA Ed25519".split(" ");

/** The public keys at an address. */
export function createPublishedKeys(url: URL): TokenKey & Pick<RemoteKeys, "reload"> {
  return { algorithms: asymmetric, ...createRemoteKeys(url) };
}
