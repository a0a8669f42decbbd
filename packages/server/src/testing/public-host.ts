import { createServer, type Server } from "node:https";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createFetchPicture, type FetchPictureOptions } from "../avatars/fetch-picture.ts";
import type { PublicOptions } from "../http/internet-request.ts";
import { portOf } from "./port-of.ts";

/** For example.org, its subdomains, and 127.0.0.1, on test machines. Only `ca` below trusts it. */
const cert = `-----BEGIN CERTIFICATE-----
MIIBujCCAV+gAwIBAgIUZX9anj6+u/GdRLFYN5tKlxKkTmYwCgYIKoZIzj0EAwIw
GjEYMBYGA1UEAwwPdGVzdHMgb2YgUGFybGV5MCAXDTI2MTEyOTE2MDEyNFoYDzIx
MjYxMTA1MTYwMTI0WjAaMRgwFgYDVQQDDA90ZXN0cyBvZiBQYXJsZXkwWTATBgcq
hkjOPQIBBggqhkjOPQMBBwNCAARc+z1ks++3zxf9VzW55rLfhjM/iLYjfdSxuAWT
EyzomsiOH+zymB6QQRhz4Teijylq/fydALbB0HqlsYJvWdsCo4GAMH4wHQYDVR0O
BBYEFAZnuW/GNo+hY1jxOV1gqHQ83Vo5MB8GA1UdIwQYMBaAFAZnuW/GNo+hY1jx
OV1gqHQ83Vo5MA8GA1UdEwEB/wQFMAMBAf8wKwYDVR0RBCQwIoILZXhhbXBsZS5v
cmeCDSouZXhhbXBsZS5vcmeHBH8AAAEwCgYIKoZIzj0EAwIDSQAwRgIhALyRo7y0
ZATuNTm/kSiA2FyJy3gsuLiwDKizITnQqTQLAiEAz4BrXT8/XxXhw9UcMn5oXebE
2QUc5tidqDB82u35HrE=
-----END CERTIFICATE-----`;

const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgkHceWm8kCLM/LNg4
/pvgWVBLES3yJu0LFdAKOeZz2VOhRANCAARc+z1ks++3zxf9VzW55rLfhjM/iLYj
fdSxuAWTEyzomsiOH+zymB6QQRhz4Teijylq/fydALbB0HqlsYJvWdsC
-----END PRIVATE KEY-----`;

/** An https server on this machine that acts as one of the public Internet. */
export interface PublicHost extends AsyncDisposable {
  readonly port: number;
  /** The requested paths, with the name of the host. */
  readonly asked: readonly string[];
  /** With these the server resolves every name to this machine, and trusts it. */
  readonly options: PublicOptions;
  /** Fetches as the server does, but resolves every name to this machine. */
  fetcher(options?: FetchPictureOptions): ReturnType<typeof createFetchPicture>;
}

/** Names resolve to this machine, which is allowed here. */
export async function startPublicHost(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<PublicHost> {
  const asked: string[] = [];
  const server: Server = createServer({ cert, key }, (request, response) => {
    asked.push(`${request.headers.host}${request.url}`);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const options = {
    lookup: async () => [{ address: "127.0.0.1", family: 4 }],
    isAllowed: (address: string) => address === "127.0.0.1",
    ca: cert,
  };
  return {
    port: portOf(server),
    asked,
    options,
    fetcher: (others) => createFetchPicture({ ...options, ...others }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
