import type { AddressInfo, Socket } from "node:net";
import type { SMTPServer, SMTPServerSession } from "smtp-server";
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
  /** Which addresses share the limits of one. */
  readonly addressKey?: ((address: string) => string) | undefined;
  readonly limits?: Partial<ListenerLimits> | undefined;
}

/** Limits of the listener, which anyone can reach. */
export interface ListenerLimits {
  /** Open connections. */
  readonly connections: number;
  /** Open connections of one address. */
  readonly addressConnections: number;
  /** Milliseconds that a connection may be open, whatever is sent on it. */
  readonly connectionTime: number;
  /** Bytes of all mails that are arriving or being processed. */
  readonly bytes: number;
}

const defaultLimits: ListenerLimits = {
  connections: 50,
  addressConnections: 10,
  connectionTime: 10 * 60_000,
  bytes: 64 * 1024 * 1024,
};

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

/** Closes a connection of an address that has too many, before a byte of it is read, and one that is open for too long. */
function limitConnections(
  server: SMTPServer,
  { addressConnections, connectionTime }: ListenerLimits,
  addressKey: (address: string) => string,
): void {
  const open = new Map<string, number>();
  server.server.prependListener("connection", (connection: Socket) => {
    const { remoteAddress } = connection;
    if (remoteAddress === undefined) return;
    const key = addressKey(remoteAddress);
    const others = open.get(key) ?? 0;
    if (others >= addressConnections) {
      connection.destroy();
      return;
    }
    open.set(key, others + 1);
    const timer = setTimeout(() => connection.destroy(), connectionTime);
    connection.once("close", () => {
      clearTimeout(timer);
      const left = (open.get(key) ?? 1) - 1;
      if (left > 0) open.set(key, left);
      else open.delete(key);
    });
  });
}

/** Listens for mail by SMTP. */
export async function listenForMail(options: ListenerOptions): Promise<MailListener> {
  const { host, port, domain, onMail, onError, addressKey = (address) => address } = options;
  const limits = { ...defaultLimits, ...options.limits };
  /** Bytes of mails that are arriving or being processed. */
  let held = 0;
  const { SMTPServer } = await import("smtp-server");
  const server = new SMTPServer({
    banner: "Parley",
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    size: MAX_INBOUND_BYTES,
    maxClients: limits.connections,
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
      let kept = 0;
      let isFull = false;
      let hasEnded = false;
      const forget = () => {
        held -= kept;
        kept = 0;
        chunks.length = 0;
      };
      stream.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
        isFull ||= held + chunk.length > limits.bytes;
        // The rest is read and forgotten: a client that may not finish would only try again.
        if (isFull || bytes > MAX_INBOUND_BYTES) {
          forget();
          return;
        }
        chunks.push(chunk);
        kept += chunk.length;
        held += chunk.length;
      });
      stream.on("error", done);
      // A client may hang up in the middle.
      stream.once("close", () => hasEnded || forget());
      stream.on("end", () => {
        hasEnded = true;
        if (bytes > MAX_INBOUND_BYTES) {
          done(refusal(552, "5.3.4 The mail is too large"));
          return;
        }
        if (isFull) {
          done(refusal(452, "4.3.1 Too much mail at once"));
          return;
        }
        const later = () => done(refusal(451, "4.3.0 Try again later"));
        const mail = Buffer.concat(chunks);
        chunks.length = 0;
        onMail(mail, sessionOf(session))
          .finally(forget)
          .then(
            (taken) => (taken === "taken" ? done() : later()),
            (error: unknown) => {
              onError(error);
              later();
            },
          );
      });
    },
  });
  limitConnections(server, limits, addressKey);
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
