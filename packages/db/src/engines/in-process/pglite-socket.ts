import { Duplex } from "node:stream";
import type { PGlite } from "@electric-sql/pglite";
import { settingsSql } from "../../session-settings.ts";

const STARTUP_CODE = 0;
const TERMINATE = "X".charCodeAt(0);

/** A simple `Query` message of the PostgreSQL protocol. */
function queryMessage(text: string): Uint8Array {
  const body = Buffer.from(`${text}\0`);
  const head = Buffer.alloc(5);
  head.write("Q");
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

/**
 * What node-postgres takes for a network socket, with PGlite at the other end.
 *
 * PGlite's own `createPgConfig` is not used: it passes drizzle's `types` object to a serializer that expects a list,
 * and after a failed `pool.query` the next client on its one shared connection is told that the connection ended. Here
 * node-postgres speaks its own protocol, and a whole round of messages is one call.
 */
export class PgliteSocket extends Duplex {
  readonly #pglite: PGlite;
  #open = false;

  constructor(pglite: PGlite) {
    super();
    this.#pglite = pglite;
  }

  connect(): this {
    this.#pglite.waitReady.then(
      () => this.emit("connect"),
      (cause: unknown) => this.destroy(new Error("PGlite did not start", { cause })),
    );
    return this;
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    this.#run(chunk, done);
  }

  override _writev(
    chunks: readonly { chunk: Buffer }[],
    done: (error?: Error | null) => void,
  ): void {
    this.#run(Buffer.concat(chunks.map(({ chunk }) => chunk)), done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#leave().then(() => {
      this.push(null);
      done();
    }, done);
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#leave().then(
      () => done(error),
      () => done(error),
    );
  }

  #run(message: Buffer, done: (error?: Error | null) => void): void {
    if (message[0] === TERMINATE) {
      this.#leave().then(() => done(), done);
      return;
    }
    const isStart = message[0] === STARTUP_CODE;
    if (isStart) this.#open = true;
    this.#pglite
      .runExclusive(async () => {
        if (isStart) await this.#pglite.execProtocolRaw(queryMessage(settingsSql));
        return this.#pglite.execProtocolRaw(message);
      })
      .then((answer) => {
        // Released before the answer: a client that ends on this answer must find the socket free, or the next client
        // would start before this one has left.
        done();
        this.push(answer);
      }, done);
  }

  /** One backend serves all clients in turn, so a client that leaves ends its session. */
  async #leave(): Promise<void> {
    if (!this.#open) return;
    this.#open = false;
    if (this.#pglite.closed) return;
    await this.#pglite.runExclusive(async () => {
      await this.#pglite.execProtocolRaw(queryMessage("rollback"));
      await this.#pglite.execProtocolRaw(queryMessage("discard all"));
    });
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }
}
