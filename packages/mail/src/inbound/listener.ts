import type { AddressInfo } from "node:net";
import type { SMTPServerSession } from "smtp-server";
import { MAX_INBOUND_BYTES } from "./read-inbound-mail.ts";
import type { SmtpSession } from "./verify-sender.ts";

/** An SMTP server that takes mail to one domain, for installations without a provider that posts it. */
export interface MailListener {
  readonly port: number;
  /** Refuses new mail, waits for what is in progress, for three seconds at most, and then closes. */
  readonly close: () => Promise<void>;
}

/** Options of `listenForMail`. */
export interface ListenerOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** The domain whose mail is taken; others are refused, so that it does not relay. */
  readonly domain: string;
  /** Resolves once the mail has been dealt with: `later` asks the sending server to try again. */
  readonly onMail: (raw: Buffer, session: SmtpSession) => Promise<"taken" | "later">;
  readonly onError: (error: unknown) => void;
}

const MAX_CLIENTS = 50;
const MAX_RECIPIENTS = 10;
const IDLE = 30_000;
/** A server that was cut off sends its mail again. */
const DRAIN = 3_000;

const refusal = (responseCode: number, message: string) =>
  Object.assign(new Error(message), { responseCode });

const sessionOf = ({
  remoteAddress,
  hostNameAppearsAs,
  envelope,
}: SMTPServerSession): SmtpSession => ({
  remoteAddress,
  helo: hostNameAppearsAs,
  mailFrom: envelope.mailFrom === false ? "" : envelope.mailFrom.address,
  rcptTo: envelope.rcptTo.map(({ address }) => address),
});

/** Listens for mail by SMTP. */
export async function listenForMail(options: ListenerOptions): Promise<MailListener> {
  const { host, port, domain, onMail, onError } = options;
  const { SMTPServer } = await import("smtp-server");
  const server = new SMTPServer({
    banner: "Parley",
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    size: MAX_INBOUND_BYTES,
    maxClients: MAX_CLIENTS,
    socketTimeout: IDLE,
    closeTimeout: DRAIN,
    disableReverseLookup: true,
    logger: false,
    onRcptTo({ address }, session, done) {
      const isOurs = address.toLowerCase().endsWith(`@${domain.toLowerCase()}`);
      if (!isOurs) done(refusal(550, "5.7.1 This server does not relay"));
      else if (session.envelope.rcptTo.length >= MAX_RECIPIENTS)
        done(refusal(452, "4.5.3 Too many recipients"));
      else done();
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      let bytes = 0;
      stream.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
        // The rest is read and forgotten: a client that may not finish would only try again.
        if (bytes <= MAX_INBOUND_BYTES) chunks.push(chunk);
        else chunks.length = 0;
      });
      stream.on("error", done);
      stream.on("end", () => {
        if (bytes > MAX_INBOUND_BYTES) {
          done(refusal(552, "5.3.4 The mail is too large"));
          return;
        }
        const later = () => done(refusal(451, "4.3.0 Try again later"));
        onMail(Buffer.concat(chunks), sessionOf(session)).then(
          (taken) => (taken === "taken" ? done() : later()),
          (error: unknown) => {
            onError(error);
            later();
          },
        );
      });
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  // A client that hangs up is no error of ours.
  server.on("error", () => {});
  // It listens on a port, so its address is none of a pipe.
  const bound = server.server.address() as AddressInfo;
  return {
    port: bound.port,
    close: () =>
      new Promise((closed) => {
        server.close(closed);
      }),
  };
}
