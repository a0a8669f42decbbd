/** Results of the messages of one measurement. */
export interface Account {
  readonly sent: number;
  /** Stored, and received by all recipients. */
  readonly complete: number;
  readonly lost: number;
  readonly repeated: number;
  readonly refused: number;
}

interface Open {
  readonly due: number;
  isStored: boolean;
  /** Recipients who have not received it, the sender not counted. */
  missing: number;
}

export interface LedgerOptions {
  /** Called with the milliseconds from when it was due until the last recipient had it. */
  readonly onArrived: (milliseconds: number) => void;
  /** Called when a message is complete, or refused. */
  readonly onDone: (isComplete: boolean) => void;
  readonly now?: () => number;
}

/** Tracks every message from when it was due until its response and its last delivery, and counts duplicates. */
export class Ledger {
  readonly #options: LedgerOptions;
  readonly #open = new Map<string, Open>();
  readonly #now: () => number;
  #sent = 0;
  #complete = 0;
  #repeated = 0;
  readonly #refused = new Map<string, number>();

  constructor(options: LedgerOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
  }

  /** A message is sent now; it may have been due earlier. */
  sent(id: string, { due, receivers }: { due: number; receivers: number }): void {
    this.#sent += 1;
    this.#open.set(id, { due, isStored: false, missing: receivers });
  }

  stored(id: string): void {
    const open = this.#open.get(id);
    if (open === undefined) return;
    open.isStored = true;
    this.#settle(id, open);
  }

  /** A recipient has received it. */
  arrived(id: string): void {
    const open = this.#open.get(id);
    if (open === undefined || open.missing === 0) {
      this.#repeated += 1;
      return;
    }
    open.missing -= 1;
    if (open.missing === 0) this.#options.onArrived(this.#now() - open.due);
    this.#settle(id, open);
  }

  refused(id: string, reason: string): void {
    if (!this.#open.delete(id)) return;
    this.#refused.set(reason, (this.#refused.get(reason) ?? 0) + 1);
    this.#options.onDone(false);
  }

  get underWay(): number {
    return this.#open.size;
  }

  /** Reasons of refusals, and their counts. */
  get reasons(): ReadonlyMap<string, number> {
    return this.#refused;
  }

  read(): Account {
    return {
      sent: this.#sent,
      complete: this.#complete,
      lost: this.#open.size,
      repeated: this.#repeated,
      refused: [...this.#refused.values()].reduce((sum, count) => sum + count, 0),
    };
  }

  #settle(id: string, open: Open): void {
    if (!open.isStored || open.missing > 0) return;
    this.#open.delete(id);
    this.#complete += 1;
    this.#options.onDone(true);
  }
}
