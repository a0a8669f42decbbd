import type { OidcProvider } from "./oidc.ts";

/** Issuer and audience of this server's own access tokens. The host platform cannot have this issuer. */
export const OWN_ISSUER = "parley-sign-in";

/** Settings of the web app's own sign-in. */
export interface SignInSettings {
  /** The origin at which browsers open the web app. */
  readonly publicUrl: URL;
  /** Seconds after its last use at which a session expires. */
  readonly sessionLifetime: number;
  /** The platform's page that signs users in, and what users call the platform. */
  readonly handOff: { readonly signInUrl: URL; readonly name: string | null } | undefined;
  /** Where a browser goes after it has signed out here. */
  readonly signOutUrl: URL | undefined;
  readonly providers: readonly OidcProvider[];
}
