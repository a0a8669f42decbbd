import { i as __require, t as __commonJSMin } from "./rolldown-runtime-Bchkz1Gp.js";
import { n as coalesce, t as NatsUnavailableError } from "./nats-unavailable-CUwX_AGB.js";
import {
  Dt as unknown,
  Nt as DEFAULT_SCHEMA,
  St as object,
  Tt as tuple,
  bt as literal,
  gt as array,
  n as signalSchema,
  wt as string,
  xt as number,
} from "./events-BCa_Xukp.js";

// node_modules/.pnpm/@nats-io+nats-core@3.4.0/node_modules/@nats-io/nats-core/lib/encoders.js
var require_encoders = /* @__PURE__ */ __commonJSMin((exports) => {
  Object.defineProperty(exports, "__esModule", { value: true });
  exports.TD = exports.TE = exports.Empty = void 0;
  exports.encode = encode;
  exports.decode = decode;
  exports.Empty = /* @__PURE__ */ new Uint8Array(0);
  exports.TE = new TextEncoder();
  exports.TD = new TextDecoder();
  function concat(...bufs) {
    let max = 0;
    for (let i = 0; i < bufs.length; i++) max += bufs[i].length;
    const out = new Uint8Array(max);
    let index = 0;
    for (let i = 0; i < bufs.length; i++) {
      out.set(bufs[i], index);
      index += bufs[i].length;
    }
    return out;
  }
  function encode(...a) {
    const bufs = [];
    for (let i = 0; i < a.length; i++) bufs.push(exports.TE.encode(a[i]));
    if (bufs.length === 0) return exports.Empty;
    if (bufs.length === 1) return bufs[0];
    return concat(...bufs);
  }
  function decode(a) {
    if (!a || a.length === 0) return "";
    return exports.TD.decode(a);
  }
});

// node_modules/.pnpm/@nats-io+nats-core@3.4.0/node_modules/@nats-io/nats-core/lib/errors.js
var require_errors = /* @__PURE__ */ __commonJSMin((exports) => {
  Object.defineProperty(exports, "__esModule", { value: true });
  exports.errors =
    exports.PermissionViolationError =
    exports.NoRespondersError =
    exports.TimeoutError =
    exports.RequestError =
    exports.ProtocolError =
    exports.ConnectionError =
    exports.DrainingConnectionError =
    exports.ClosedConnectionError =
    exports.AuthorizationError =
    exports.UserAuthenticationExpiredError =
    exports.InvalidOperationError =
    exports.InvalidArgumentError =
    exports.InvalidSubjectError =
      void 0;
  /**
   * Represents an error that is thrown when an invalid subject is encountered.
   * This class extends the built-in Error object.
   *
   * @class
   * @extends Error
   */
  var InvalidSubjectError = class extends Error {
    constructor(subject, options) {
      super(`illegal subject: '${subject}'`, options);
      this.name = "InvalidSubjectError";
    }
  };
  exports.InvalidSubjectError = InvalidSubjectError;
  var InvalidArgumentError = class InvalidArgumentError extends Error {
    constructor(message, options) {
      super(message, options);
      this.name = "InvalidArgumentError";
    }
    static format(property, message, options) {
      if (Array.isArray(message) && message.length > 1) message = message[0];
      if (Array.isArray(property)) {
        property = property.map((n) => `'${n}'`);
        property = property.join(",");
      } else property = `'${property}'`;
      return new InvalidArgumentError(`${property} ${message}`, options);
    }
  };
  exports.InvalidArgumentError = InvalidArgumentError;
  /**
   * InvalidOperationError is a custom error class that extends the standard Error object.
   * It represents an error that occurs when an invalid operation is attempted on one of
   * objects returned by the API. For example, trying to iterate on an object that was
   * configured with a callback.
   *
   * @class InvalidOperationError
   * @extends {Error}
   *
   * @param {string} message - The error message that explains the reason for the error.
   * @param {ErrorOptions} [options] - Optional parameter to provide additional error options.
   */
  var InvalidOperationError = class extends Error {
    constructor(message, options) {
      super(message, options);
      this.name = "InvalidOperationError";
    }
  };
  exports.InvalidOperationError = InvalidOperationError;
  /**
   * Represents an error indicating that user authentication has expired.
   * This error is typically thrown when a user attempts to access a connection
   * but their authentication credentials have expired.
   */
  var UserAuthenticationExpiredError = class UserAuthenticationExpiredError extends Error {
    constructor(message, options) {
      super(message, options);
      this.name = "UserAuthenticationExpiredError";
    }
    static parse(s) {
      if (s.toLowerCase().indexOf("user authentication expired") !== -1)
        return new UserAuthenticationExpiredError(s);
      return null;
    }
  };
  exports.UserAuthenticationExpiredError = UserAuthenticationExpiredError;
  /**
   * Represents an error related to authorization issues.
   * Note that these could represent an authorization violation,
   * or that the account authentication configuration has expired,
   * or an authentication timeout.
   */
  var AuthorizationError = class AuthorizationError extends Error {
    constructor(message, options) {
      super(message, options);
      this.name = "AuthorizationError";
    }
    static parse(s) {
      const messages = [
        "authorization violation",
        "account authentication expired",
        "authentication timeout",
      ];
      const ss = s.toLowerCase();
      for (let i = 0; i < messages.length; i++)
        if (ss.indexOf(messages[i]) !== -1) return new AuthorizationError(s);
      return null;
    }
  };
  exports.AuthorizationError = AuthorizationError;
  /**
   * Class representing an error thrown when an operation is attempted on a closed connection.
   *
   * This error is intended to signal that a connection-related operation could not be completed
   * because the connection is no longer open or has been terminated.
   *
   * @class
   * @extends Error
   */
  var ClosedConnectionError = class extends Error {
    constructor() {
      super("closed connection");
      this.name = "ClosedConnectionError";
    }
  };
  exports.ClosedConnectionError = ClosedConnectionError;
  /**
   * The `ConnectionDrainingError` class represents a specific type of error
   * that occurs when a connection is being drained.
   *
   * This error is typically used in scenarios where connections need to be
   * gracefully closed or when they are transitioning to an inactive state.
   *
   * The error message is set to "connection draining" and the error name is
   * overridden to "DrainingConnectionError".
   */
  var DrainingConnectionError = class extends Error {
    constructor() {
      super("connection draining");
      this.name = "DrainingConnectionError";
    }
  };
  exports.DrainingConnectionError = DrainingConnectionError;
  /**
   * Represents an error that occurs when a network connection fails.
   * Extends the built-in Error class to provide additional context for connection-related issues.
   *
   * @param {string} message - A human-readable description of the error.
   * @param {ErrorOptions} [options] - Optional settings for customizing the error behavior.
   */
  var ConnectionError = class extends Error {
    constructor(message, options) {
      super(message, options);
      this.name = "ConnectionError";
    }
  };
  exports.ConnectionError = ConnectionError;
  /**
   * Represents an error encountered during protocol operations.
   * This class extends the built-in `Error` class, providing a specific
   * error type called `ProtocolError`.
   *
   * @param {string} message - A descriptive message describing the error.
   * @param {ErrorOptions} [options] - Optional parameters to include additional details.
   */
  var ProtocolError = class extends Error {
    constructor(message, options) {
      super(message, options);
      this.name = "ProtocolError";
    }
  };
  exports.ProtocolError = ProtocolError;
  /**
   * Class representing an error that occurs during an request operation
   * (such as TimeoutError, or NoRespondersError, or some other error).
   *
   * @extends Error
   */
  var RequestError = class extends Error {
    constructor(message = "", options) {
      super(message, options);
      this.name = "RequestError";
    }
    isNoResponders() {
      return this.cause instanceof NoRespondersError;
    }
  };
  exports.RequestError = RequestError;
  /**
   * TimeoutError is a custom error class that extends the built-in Error class.
   * It is used to represent an error that occurs when an operation exceeds a
   * predefined time limit.
   *
   * @class
   * @extends {Error}
   */
  var TimeoutError = class extends Error {
    constructor(options) {
      super("timeout", options);
      this.name = "TimeoutError";
    }
  };
  exports.TimeoutError = TimeoutError;
  /**
   * NoRespondersError is an error thrown when no responders (no service is
   * subscribing to the subject) are found for a given subject. This error
   * is typically found as the cause for a RequestError
   *
   * @extends Error
   *
   * @param {string} subject - The subject for which no responders were found.
   * @param {ErrorOptions} [options] - Optional error options.
   */
  var NoRespondersError = class extends Error {
    subject;
    constructor(subject, options) {
      super(`no responders: '${subject}'`, options);
      this.subject = subject;
      this.name = "NoResponders";
    }
  };
  exports.NoRespondersError = NoRespondersError;
  /**
   * Class representing a Permission Violation Error.
   * It provides information about the operation (either "publish" or "subscription")
   * and the subject used for the operation and the optional queue (if a subscription).
   *
   * This error is terminal for a subscription.
   */
  var PermissionViolationError = class PermissionViolationError extends Error {
    operation;
    subject;
    queue;
    constructor(message, operation, subject, queue, options) {
      super(message, options);
      this.name = "PermissionViolationError";
      this.operation = operation;
      this.subject = subject;
      this.queue = queue;
    }
    static parse(s) {
      if ((s ? s.toLowerCase() : "").indexOf("permissions violation") === -1) return null;
      let operation = "publish";
      let subject = "";
      let queue = void 0;
      const m = s.match(/(Publish|Subscription) to "(\S+)"/);
      if (m) {
        operation = m[1].toLowerCase();
        subject = m[2];
        if (operation === "subscription") {
          const qm = s.match(/using queue "(\S+)"/);
          if (qm) queue = qm[1];
        }
      }
      return new PermissionViolationError(s, operation, subject, queue);
    }
  };
  exports.PermissionViolationError = PermissionViolationError;
  exports.errors = {
    AuthorizationError,
    ClosedConnectionError,
    ConnectionError,
    DrainingConnectionError,
    InvalidArgumentError,
    InvalidOperationError,
    InvalidSubjectError,
    NoRespondersError,
    PermissionViolationError,
    ProtocolError,
    RequestError,
    TimeoutError,
    UserAuthenticationExpiredError,
  };
});

// node_modules/.pnpm/@nats-io+nats-core@3.4.0/node_modules/@nats-io/nats-core/lib/util.js
var require_util$1 = /* @__PURE__ */ __commonJSMin((exports) => {
  Object.defineProperty(exports, "__esModule", { value: true });
  exports.SimpleMutex = exports.Perf = void 0;
  exports.extend = extend;
  exports.render = render;
  exports.timeout = timeout;
  exports.delay = delay;
  exports.deadline = deadline;
  exports.deferred = deferred;
  exports.debugDeferred = debugDeferred;
  exports.shuffle = shuffle;
  exports.collect = collect;
  exports.jitter = jitter;
  exports.backoff = backoff;
  exports.nanos = nanos;
  exports.millis = millis;
  exports.randomToken = randomToken;
  const encoders_1 = require_encoders();
  const errors_1 = require_errors();
  function extend(a, ...b) {
    for (let i = 0; i < b.length; i++) {
      const o = b[i];
      Object.keys(o).forEach(function (k) {
        a[k] = o[k];
      });
    }
    return a;
  }
  function render(frame) {
    return encoders_1.TD.decode(frame).replace(/\n/g, "␊").replace(/\r/g, "␍");
  }
  function timeout(ms, asyncTraces = true) {
    const err = asyncTraces ? new errors_1.TimeoutError() : null;
    let methods;
    let timer;
    const p = new Promise((_resolve, reject) => {
      const cancel = () => {
        if (timer) clearTimeout(timer);
      };
      methods = { cancel };
      timer = setTimeout(() => {
        if (err === null) reject(new errors_1.TimeoutError());
        else reject(err);
      }, ms);
    });
    return Object.assign(p, methods);
  }
  function delay(ms = 0) {
    let methods;
    const p = new Promise((resolve) => {
      const timer = setTimeout(() => {
        resolve();
      }, ms);
      const cancel = () => {
        if (timer) {
          clearTimeout(timer);
          resolve();
        }
      };
      methods = { cancel };
    });
    return Object.assign(p, methods);
  }
  async function deadline(p, millis = 1e3) {
    const d = deferred();
    const timer = setTimeout(() => {
      d.reject(new errors_1.TimeoutError());
    }, millis);
    try {
      return await Promise.race([p, d]);
    } finally {
      clearTimeout(timer);
    }
  }
  /**
   * Returns a Promise that has a resolve/reject methods that can
   * be used to resolve and defer the Deferred.
   */
  function deferred() {
    let methods = {};
    const p = new Promise((resolve, reject) => {
      methods = {
        resolve,
        reject,
      };
    });
    return Object.assign(p, methods);
  }
  function debugDeferred() {
    let methods = {};
    const p = new Promise((resolve, reject) => {
      methods = {
        resolve: (v) => {
          console.trace("resolve", v);
          resolve(v);
        },
        reject: (err) => {
          console.trace("reject");
          reject(err);
        },
      };
    });
    return Object.assign(p, methods);
  }
  function shuffle(a) {
    for (let i = a.length - 1; i > 0; i--) {
      const j = Math.floor(Math.random() * (i + 1));
      [a[i], a[j]] = [a[j], a[i]];
    }
    return a;
  }
  async function collect(iter) {
    const buf = [];
    for await (const v of iter) buf.push(v);
    return buf;
  }
  var Perf = class {
    timers;
    measures;
    constructor() {
      this.timers = /* @__PURE__ */ new Map();
      this.measures = /* @__PURE__ */ new Map();
    }
    mark(key) {
      this.timers.set(key, performance.now());
    }
    measure(key, startKey, endKey) {
      const s = this.timers.get(startKey);
      if (s === void 0) throw new Error(`${startKey} is not defined`);
      const e = this.timers.get(endKey);
      if (e === void 0) throw new Error(`${endKey} is not defined`);
      this.measures.set(key, e - s);
    }
    getEntries() {
      const values = [];
      this.measures.forEach((v, k) => {
        values.push({
          name: k,
          duration: v,
        });
      });
      return values;
    }
  };
  exports.Perf = Perf;
  var SimpleMutex = class {
    max;
    current;
    waiting;
    /**
     * @param max number of concurrent operations
     */
    constructor(max = 1) {
      this.max = max;
      this.current = 0;
      this.waiting = [];
    }
    /**
     * Returns a promise that resolves when the mutex is acquired
     */
    lock() {
      this.current++;
      if (this.current <= this.max) return Promise.resolve();
      const d = deferred();
      this.waiting.push(d);
      return d;
    }
    /**
     * Release an acquired mutex - must be called
     */
    unlock() {
      this.current--;
      this.waiting.pop()?.resolve();
    }
  };
  exports.SimpleMutex = SimpleMutex;
  /**
   * Returns a new number between  .5*n and 1.5*n.
   * If the n is 0, returns 0.
   * @param n
   */
  function jitter(n) {
    if (n === 0) return 0;
    return Math.floor(n / 2 + Math.random() * n);
  }
  /**
   * Returns a Backoff with the specified interval policy set.
   * @param policy
   */
  function backoff(policy = [0, 250, 250, 500, 500, 3e3, 5e3]) {
    if (!Array.isArray(policy)) policy = [0, 250, 250, 500, 500, 3e3, 5e3];
    const max = policy.length - 1;
    return {
      backoff(attempt) {
        return jitter(attempt > max ? policy[max] : policy[attempt]);
      },
    };
  }
  /**
   * Converts the specified millis into Nanos
   * @param millis
   */
  function nanos(millis) {
    return millis * 1e6;
  }
  /**
   * Convert the specified Nanos into millis
   * @param ns
   */
  function millis(ns) {
    return Math.floor(ns / 1e6);
  }
  const tokenDigits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  const tokenDigitCodes = /* @__PURE__ */ new Uint8Array(62);
  for (let i = 0; i < 62; i++) tokenDigitCodes[i] = tokenDigits.charCodeAt(i);
  const tokenSpace = 0xc694446f0100;
  /**
   * Returns an 8-char base62 token from `Math.random()`. Used as the per-request
   * suffix on a shared `_INBOX.<nuid>.*` mux subscription — mirrors the
   * `replySuffixLen=8` token generated by nats.go in `(nc *Conn).newRespInbox`.
   *
   * Not cryptographically random and does not check for collisions. Collision
   * avoidance relies on (a) the per-connection nuid prefix isolating namespace
   * across connections, and (b) the in-flight token set being small relative
   * to the 62^8 ≈ 2.18e14 space.
   */
  function randomToken() {
    let n = Math.floor(Math.random() * tokenSpace);
    let d = n % 62;
    const c0 = tokenDigitCodes[d];
    n = (n - d) / 62;
    d = n % 62;
    const c1 = tokenDigitCodes[d];
    n = (n - d) / 62;
    d = n % 62;
    const c2 = tokenDigitCodes[d];
    n = (n - d) / 62;
    d = n % 62;
    const c3 = tokenDigitCodes[d];
    n = (n - d) / 62;
    d = n % 62;
    const c4 = tokenDigitCodes[d];
    n = (n - d) / 62;
    d = n % 62;
    const c5 = tokenDigitCodes[d];
    n = (n - d) / 62;
    d = n % 62;
    const c6 = tokenDigitCodes[d];
    n = (n - d) / 62;
    const c7 = tokenDigitCodes[n];
    return String.fromCharCode(c0, c1, c2, c3, c4, c5, c6, c7);
  }
});

// node_modules/.pnpm/@nats-io+nuid@3.0.0/node_modules/@nats-io/nuid/lib/nuid.js
var require_nuid$1 = /* @__PURE__ */ __commonJSMin((exports) => {
  Object.defineProperty(exports, "__esModule", { value: true });
  exports.nuid = exports.NuidImpl = void 0;
  const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  const base = 62;
  const preLen = 12;
  const seqLen = 10;
  const minInc = 33;
  const totalLen = 22;
  const DIGIT_CODES = new Uint8Array(base);
  for (let i = 0; i < base; i++) DIGIT_CODES[i] = digits.charCodeAt(i);
  const TWO32 = 4294967296;
  const MAX_SEQ = BigInt(base) ** BigInt(seqLen);
  const MAX_HI = Number(MAX_SEQ / (1n << 32n));
  const MAX_LO = Number(MAX_SEQ % (1n << 32n));
  function _getRandomValues(a) {
    for (let i = 0; i < a.length; i++) a[i] = Math.floor(Math.random() * 256);
  }
  function fillRandom(a) {
    if (globalThis?.crypto?.getRandomValues) globalThis.crypto.getRandomValues(a);
    else _getRandomValues(a);
  }
  /**
   * `NuidImpl` is the internal implementation backing the public `Nuid`
   * interface exported from `mod.ts`. Generates 22-base-62-character ids:
   * 12-char crypto-random prefix + 10-char base-62 sequence.
   *
   * Output format matches Go `nats-io/nuid` — same alphabet and length —
   * so nuids generated here look the same as nuids generated by Go.
   */
  var NuidImpl = class {
    buf;
    cbuf;
    seqHi;
    seqLo;
    inc;
    inited;
    constructor() {
      this.buf = new Uint8Array(totalLen);
      this.cbuf = new Uint8Array(preLen);
      this.inited = false;
    }
    /**
     * Initializes a nuid with a crypto random prefix,
     * and pseudo-random sequence and increment. This function
     * is only called if any api on a nuid is called.
     *
     * @ignore
     */
    init() {
      this.inited = true;
      this.setPre();
      this.initSeqAndInc();
      this.fillSeq();
    }
    /**
     * Initializes the pseudo random sequence number and the increment range.
     * @ignore
     */
    initSeqAndInc() {
      let tries = 0;
      do {
        this.seqHi = Math.floor(Math.random() * (MAX_HI + 1));
        this.seqLo = Math.floor(Math.random() * TWO32);
      } while (tries++ < 8 && this.seqHi === MAX_HI && this.seqLo >= MAX_LO);
      if (this.seqHi === MAX_HI && this.seqLo >= MAX_LO) this.seqLo = 0;
      this.inc = (Math.random() * 300 + minInc) | 0;
    }
    /**
     * Sets the prefix from crypto random bytes. Converts them to base62.
     *
     * @ignore
     */
    setPre() {
      fillRandom(this.cbuf);
      for (let i = 0; i < preLen; i++) this.buf[i] = DIGIT_CODES[this.cbuf[i] % base];
    }
    /**
     * Fills the sequence portion of the buffer as base62 from
     * the split-int seq (seqHi, seqLo). Performs long division
     * by 62 over the 64-bit value using doubles only — no bigint.
     *
     * @ignore
     */
    fillSeq() {
      let hi = this.seqHi;
      let lo = this.seqLo;
      for (let i = 21; i >= preLen; i--) {
        const hiQ = Math.floor(hi / base);
        const combined = (hi - hiQ * base) * TWO32 + lo;
        const loQ = Math.floor(combined / base);
        const rem = combined - loQ * base;
        this.buf[i] = DIGIT_CODES[rem];
        hi = hiQ;
        lo = loQ;
      }
    }
    /**
     * Returns the next nuid.
     */
    next() {
      if (!this.inited) this.init();
      this.seqLo += this.inc;
      if (this.seqLo >= TWO32) {
        this.seqLo -= TWO32;
        this.seqHi += 1;
      }
      if (this.seqHi > MAX_HI || (this.seqHi === MAX_HI && this.seqLo >= MAX_LO)) {
        this.setPre();
        this.initSeqAndInc();
      }
      this.fillSeq();
      const b = this.buf;
      return String.fromCharCode(
        b[0],
        b[1],
        b[2],
        b[3],
        b[4],
        b[5],
        b[6],
        b[7],
        b[8],
        b[9],
        b[10],
        b[11],
        b[12],
        b[13],
        b[14],
        b[15],
        b[16],
        b[17],
        b[18],
        b[19],
        b[20],
        b[21],
      );
    }
    /**
     * Resets the prefix and counter for the nuid. This is typically
     * called automatically from within next() if the current sequence
     * exceeds the resolution of the nuid.
     */
    reset() {
      this.init();
    }
  };
  exports.NuidImpl = NuidImpl;
  /**
   * A nuid instance you can use by simply calling `next()` on it.
   */
  exports.nuid = new NuidImpl();
});

// node_modules/.pnpm/@nats-io+nuid@3.0.0/node_modules/@nats-io/nuid/lib/mod.js
var require_lib$2 = /* @__PURE__ */ __commonJSMin((exports) => {
  Object.defineProperty(exports, "__esModule", { value: true });
  exports.nuid = exports.Nuid = void 0;
  const nuid_ts_1 = require_nuid$1();
  /** Constructor for an isolated `Nuid` instance. */
  exports.Nuid = nuid_ts_1.NuidImpl;
  /** Shared global `Nuid` — call `next()` directly. */
  exports.nuid = nuid_ts_1.nuid;
});

// node_modules/.pnpm/@nats-io+nats-core@3.4.0/node_modules/@nats-io/nats-core/lib/nuid.js
var require_nuid = /* @__PURE__ */ __commonJSMin((exports) => {
  Object.defineProperty(exports, "__esModule", { value: true });
  exports.nuid = exports.Nuid = void 0;
  var nuid_1 = require_lib$2();
  Object.defineProperty(exports, "Nuid", {
    enumerable: true,
    get: function () {
      return nuid_1.Nuid;
    },
  });
  Object.defineProperty(exports, "nuid", {
    enumerable: true,
    get: function () {
      return nuid_1.nuid;
    },
  });
});

// node_modules/.pnpm/@nats-io+nats-core@3.4.0/node_modules/@nats-io/nats-core/lib/core.js
var require_core = /* @__PURE__ */ __commonJSMin((exports) => {
  Object.defineProperty(exports, "__esModule", { value: true });
  exports.DEFAULT_HOST = exports.DEFAULT_PORT = exports.Match = void 0;
  exports.syncIterator = syncIterator;
  exports.createInbox = createInbox;
  const nuid_1 = require_nuid();
  const errors_1 = require_errors();
  exports.Match = {
    Exact: "exact",
    CanonicalMIME: "canonical",
    IgnoreCase: "insensitive",
  };
  /**
   * syncIterator is a utility function that allows an AsyncIterator to be triggered
   * by calling next() - the utility will yield null if the underlying iterator is closed.
   * Note it is possibly an error to call use this function on an AsyncIterable that has
   * already been started (Symbol.asyncIterator() has been called) from a looping construct.
   */
  function syncIterator(src) {
    const iter = src[Symbol.asyncIterator]();
    return {
      async next() {
        const m = await iter.next();
        if (m.done) return Promise.resolve(null);
        return Promise.resolve(m.value);
      },
    };
  }
  function createInbox(prefix = "") {
    prefix = prefix || "_INBOX";
    if (typeof prefix !== "string") throw new TypeError("prefix must be a string");
    prefix.split(".").forEach((v) => {
      if (v === "*" || v === ">")
        throw errors_1.InvalidArgumentError.format("prefix", `cannot have wildcards ('${prefix}')`);
    });
    return `${prefix}.${nuid_1.nuid.next()}`;
  }
  exports.DEFAULT_PORT = 4222;
  exports.DEFAULT_HOST = "127.0.0.1";
});

// node_modules/.pnpm/@nats-io+nats-core@3.4.0/node_modules/@nats-io/nats-core/lib/databuffer.js
var require_databuffer = /* @__PURE__ */ __commonJSMin((exports) => {
  Object.defineProperty(exports, "__esModule", { value: true });
  exports.DataBuffer = void 0;
  const encoders_1 = require_encoders();
  var DataBuffer = class {
    buffers;
    byteLength;
    constructor() {
      this.buffers = [];
      this.byteLength = 0;
    }
    static concat(...bufs) {
      let max = 0;
      for (let i = 0; i < bufs.length; i++) max += bufs[i].length;
      const out = new Uint8Array(max);
      let index = 0;
      for (let i = 0; i < bufs.length; i++) {
        out.set(bufs[i], index);
        index += bufs[i].length;
      }
      return out;
    }
    static fromAscii(m) {
      if (!m) m = "";
      return encoders_1.TE.encode(m);
    }
    static toAscii(a) {
      return encoders_1.TD.decode(a);
    }
    reset() {
      this.buffers.length = 0;
      this.byteLength = 0;
    }
    pack() {
      if (this.buffers.length > 1) {
        const v = new Uint8Array(this.byteLength);
        let index = 0;
        for (let i = 0; i < this.buffers.length; i++) {
          v.set(this.buffers[i], index);
          index += this.buffers[i].length;
        }
        this.buffers.length = 0;
        this.buffers.push(v);
      }
    }
    shift() {
      if (this.buffers.length) {
        const a = this.buffers.shift();
        if (a) {
          this.byteLength -= a.length;
          return a;
        }
      }
      return /* @__PURE__ */ new Uint8Array(0);
    }
    drain(n) {
      if (this.buffers.length) {
        this.pack();
        const v = this.buffers.pop();
        if (v) {
          const max = this.byteLength;
          if (n === void 0 || n > max) n = max;
          const d = v.subarray(0, n);
          if (max > n) this.buffers.push(v.subarray(n));
          this.byteLength = max - n;
          return d;
        }
      }
      return /* @__PURE__ */ new Uint8Array(0);
    }
    fill(a, ...bufs) {
      if (a) {
        this.buffers.push(a);
        this.byteLength += a.length;
      }
      for (let i = 0; i < bufs.length; i++)
        if (bufs[i] && bufs[i].length) {
          this.buffers.push(bufs[i]);
          this.byteLength += bufs[i].length;
        }
    }
    peek() {
      if (this.buffers.length) {
        this.pack();
        return this.buffers[0];
      }
      return /* @__PURE__ */ new Uint8Array(0);
    }
    size() {
      return this.byteLength;
    }
    length() {
      return this.buffers.length;
    }
  };
  exports.DataBuffer = DataBuffer;
});

// node_modules/.pnpm/@nats-io+nats-core@3.4.0/node_modules/@nats-io/nats-core/lib/transport.js
var require_transport = /* @__PURE__ */ __commonJSMin((exports) => {
  Object.defineProperty(exports, "__esModule", { value: true });
  exports.LF = exports.CR = exports.CRLF = exports.CR_LF_LEN = exports.CR_LF = void 0;
  exports.setTransportFactory = setTransportFactory;
  exports.defaultPort = defaultPort;
  exports.getUrlParseFn = getUrlParseFn;
  exports.newTransport = newTransport;
  exports.getResolveFn = getResolveFn;
  exports.protoLen = protoLen;
  exports.extractProtocolMessage = extractProtocolMessage;
  const encoders_1 = require_encoders();
  const core_1 = require_core();
  const databuffer_1 = require_databuffer();
  let transportConfig;
  function setTransportFactory(config) {
    transportConfig = config;
  }
  function defaultPort() {
    return transportConfig !== void 0 && transportConfig.defaultPort !== void 0
      ? transportConfig.defaultPort
      : core_1.DEFAULT_PORT;
  }
  function getUrlParseFn() {
    return transportConfig !== void 0 && transportConfig.urlParseFn
      ? transportConfig.urlParseFn
      : void 0;
  }
  function newTransport() {
    if (!transportConfig || typeof transportConfig.factory !== "function")
      throw new Error("transport fn is not set");
    return transportConfig.factory();
  }
  function getResolveFn() {
    return transportConfig !== void 0 && transportConfig.dnsResolveFn
      ? transportConfig.dnsResolveFn
      : void 0;
  }
  exports.CR_LF = "\r\n";
  exports.CR_LF_LEN = exports.CR_LF.length;
  exports.CRLF = databuffer_1.DataBuffer.fromAscii(exports.CR_LF);
  exports.CR = new Uint8Array(exports.CRLF)[0];
  exports.LF = new Uint8Array(exports.CRLF)[1];
  function protoLen(ba) {
    for (let i = 0; i < ba.length; i++) {
      const n = i + 1;
      if (ba.byteLength > n && ba[i] === exports.CR && ba[n] === exports.LF) return n + 1;
    }
    return 0;
  }
  function extractProtocolMessage(a) {
    const len = protoLen(a);
    if (len > 0) {
      const out = new Uint8Array(a).slice(0, len);
      return encoders_1.TD.decode(out);
    }
    return "";
  }
});

// node_modules/.pnpm/@nats-io+nats-core@3.4.0/node_modules/@nats-io/nats-core/lib/ipparser.js
var require_ipparser = /* @__PURE__ */ __commonJSMin((exports) => {
  Object.defineProperty(exports, "__esModule", { value: true });
  exports.ipV4 = ipV4;
  exports.isIP = isIP;
  exports.parseIP = parseIP;
  const IPv4LEN = 4;
  const IPv6LEN = 16;
  const ASCII0 = 48;
  const ASCII9 = 57;
  const ASCIIA = 65;
  const ASCIIF = 70;
  const ASCIIa = 97;
  const ASCIIf = 102;
  const big = 0xffffff;
  function ipV4(a, b, c, d) {
    const ip = new Uint8Array(IPv6LEN);
    [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255].forEach((v, idx) => {
      ip[idx] = v;
    });
    ip[12] = a;
    ip[13] = b;
    ip[14] = c;
    ip[15] = d;
    return ip;
  }
  function isIP(h) {
    return parseIP(h) !== void 0;
  }
  function parseIP(h) {
    for (let i = 0; i < h.length; i++)
      switch (h[i]) {
        case ".":
          return parseIPv4(h);
        case ":":
          return parseIPv6(h);
      }
  }
  function parseIPv4(s) {
    const ip = new Uint8Array(IPv4LEN);
    for (let i = 0; i < IPv4LEN; i++) {
      if (s.length === 0) return;
      if (i > 0) {
        if (s[0] !== ".") return;
        s = s.substring(1);
      }
      const { n, c, ok } = dtoi(s);
      if (!ok || n > 255) return;
      s = s.substring(c);
      ip[i] = n;
    }
    return ipV4(ip[0], ip[1], ip[2], ip[3]);
  }
  function parseIPv6(s) {
    const ip = new Uint8Array(IPv6LEN);
    let ellipsis = -1;
    if (s.length >= 2 && s[0] === ":" && s[1] === ":") {
      ellipsis = 0;
      s = s.substring(2);
      if (s.length === 0) return ip;
    }
    let i = 0;
    while (i < IPv6LEN) {
      const { n, c, ok } = xtoi(s);
      if (!ok || n > 65535) return;
      if (c < s.length && s[c] === ".") {
        if (ellipsis < 0 && i != 12) return;
        if (i + IPv4LEN > IPv6LEN) return;
        const ip4 = parseIPv4(s);
        if (ip4 === void 0) return;
        ip[i] = ip4[12];
        ip[i + 1] = ip4[13];
        ip[i + 2] = ip4[14];
        ip[i + 3] = ip4[15];
        s = "";
        i += IPv4LEN;
        break;
      }
      ip[i] = n >> 8;
      ip[i + 1] = n;
      i += 2;
      s = s.substring(c);
      if (s.length === 0) break;
      if (s[0] !== ":" || s.length == 1) return;
      s = s.substring(1);
      if (s[0] === ":") {
        if (ellipsis >= 0) return;
        ellipsis = i;
        s = s.substring(1);
        if (s.length === 0) break;
      }
    }
    if (s.length !== 0) return;
    if (i < IPv6LEN) {
      if (ellipsis < 0) return;
      const n = IPv6LEN - i;
      for (let j = i - 1; j >= ellipsis; j--) ip[j + n] = ip[j];
      for (let j = ellipsis + n - 1; j >= ellipsis; j--) ip[j] = 0;
    } else if (ellipsis >= 0) return;
    return ip;
  }
  function dtoi(s) {
    let i = 0;
    let n = 0;
    for (i = 0; i < s.length && ASCII0 <= s.charCodeAt(i) && s.charCodeAt(i) <= ASCII9; i++) {
      n = n * 10 + (s.charCodeAt(i) - ASCII0);
      if (n >= big)
        return {
          n: big,
          c: i,
          ok: false,
        };
    }
    if (i === 0)
      return {
        n: 0,
        c: 0,
        ok: false,
      };
    return {
      n,
      c: i,
      ok: true,
    };
  }
  function xtoi(s) {
    let n = 0;
    let i = 0;
    for (i = 0; i < s.length; i++) {
      if (ASCII0 <= s.charCodeAt(i) && s.charCodeAt(i) <= ASCII9) {
        n *= 16;
        n += s.charCodeAt(i) - ASCII0;
      } else if (ASCIIa <= s.charCodeAt(i) && s.charCodeAt(i) <= ASCIIf) {
        n *= 16;
        n += s.charCodeAt(i) - ASCIIa + 10;
      } else if (ASCIIA <= s.charCodeAt(i) && s.charCodeAt(i) <= ASCIIF) {
        n *= 16;
        n += s.charCodeAt(i) - ASCIIA + 10;
      } else break;
      if (n >= big)
        return {
          n: 0,
          c: i,
          ok: false,
        };
    }
    if (i === 0)
      return {
        n: 0,
        c: i,
        ok: false,
      };
    return {
      n,
      c: i,
      ok: true,
    };
  }
});

// node_modules/.pnpm/@nats-io+nats-core@3.4.0/node_modules/@nats-io/nats-core/lib/servers.js
var require_servers = /* @__PURE__ */ __commonJSMin((exports) => {
  Object.defineProperty(exports, "__esModule", { value: true });
  exports.Servers = exports.ServerImpl = void 0;
  exports.isIPV4OrHostname = isIPV4OrHostname;
  exports.hostPort = hostPort;
  const transport_1 = require_transport();
  const util_1 = require_util$1();
  const ipparser_1 = require_ipparser();
  const core_1 = require_core();
  const errors_1 = require_errors();
  function isIPV4OrHostname(hp) {
    if (hp.indexOf("[") !== -1 || hp.indexOf("::") !== -1) return false;
    if (hp.indexOf(".") !== -1) return true;
    if (hp.split(":").length <= 2) return true;
    return false;
  }
  function isIPV6(hp) {
    return !isIPV4OrHostname(hp);
  }
  function filterIpv6MappedToIpv4(hp) {
    const idx = hp.toUpperCase().indexOf("::FFFF:");
    if (idx !== -1 && hp.indexOf(".") !== -1) {
      let ip = hp.substring(idx + 7);
      ip = ip.replace("[", "");
      return ip.replace("]", "");
    }
    return hp;
  }
  function hostPort(u) {
    u = u.trim();
    if (u.match(/^(.*:\/\/)(.*)/m)) u = u.replace(/^(.*:\/\/)(.*)/gm, "$2");
    u = filterIpv6MappedToIpv4(u);
    if (isIPV6(u) && u.indexOf("[") === -1) u = `[${u}]`;
    const op = isIPV6(u) ? u.match(/(]:)(\d+)/) : u.match(/(:)(\d+)/);
    const port = op && op.length === 3 && op[1] && op[2] ? parseInt(op[2]) : core_1.DEFAULT_PORT;
    const url = new URL(`${port === 80 ? "https" : "http"}://${u}`);
    url.port = `${port}`;
    let hostname = url.hostname;
    if (hostname.charAt(0) === "[") hostname = hostname.substring(1, hostname.length - 1);
    return {
      listen: url.host,
      hostname,
      port,
    };
  }
  /**
   * @hidden
   */
  var ServerImpl = class ServerImpl {
    src;
    listen;
    hostname;
    port;
    didConnect;
    reconnects;
    lastConnect;
    gossiped;
    tlsName;
    resolves;
    constructor(u, gossiped = false) {
      this.src = u;
      this.tlsName = "";
      const v = hostPort(u);
      this.listen = v.listen;
      this.hostname = v.hostname;
      this.port = v.port;
      this.didConnect = false;
      this.reconnects = 0;
      this.lastConnect = 0;
      this.gossiped = gossiped;
    }
    toString() {
      return this.listen;
    }
    async resolve(opts) {
      if (!opts.fn || opts.resolve === false) return [this];
      const buf = [];
      if ((0, ipparser_1.isIP)(this.hostname)) return [this];
      else {
        const ips = await opts.fn(this.hostname);
        if (opts.debug) console.log(`resolve ${this.hostname} = ${ips.join(",")}`);
        for (const ip of ips) {
          const proto = this.port === 80 ? "https" : "http";
          const url = new URL(`${proto}://${isIPV6(ip) ? "[" + ip + "]" : ip}`);
          url.port = `${this.port}`;
          const ss = new ServerImpl(url.host, false);
          ss.tlsName = this.hostname;
          buf.push(ss);
        }
      }
      if (opts.randomize) (0, util_1.shuffle)(buf);
      this.resolves = buf;
      return buf;
    }
  };
  exports.ServerImpl = ServerImpl;
  /**
   * @hidden
   */
  var Servers = class Servers {
    firstSelect;
    servers;
    currentServer;
    tlsName;
    randomize;
    constructor(opts = {}) {
      this.firstSelect = true;
      this.servers = [];
      this.tlsName = "";
      this.randomize = opts.randomize || false;
    }
    /**
     * Replace the server pool with the provided list of `host:port` entries.
     *
     * Throws `InvalidArgumentError` if `listens` is empty or not an array.
     *
     * Note: reconnect attempts continue to follow the configured reconnect
     * policy, but if every entry in the new pool is unreachable the
     * connection may be left unable to recover.
     */
    setServers(listens) {
      if (!Array.isArray(listens) || listens.length === 0)
        throw errors_1.InvalidArgumentError.format("servers", "cannot be empty");
      const urlParseFn = (0, transport_1.getUrlParseFn)();
      const existing = /* @__PURE__ */ new Map();
      for (const s of this.servers) existing.set(s.listen, s);
      const merged = [];
      for (let hp of listens) {
        hp = urlParseFn ? urlParseFn(hp) : hp;
        const { listen } = hostPort(hp);
        const surviving = existing.get(listen);
        if (surviving) {
          surviving.gossiped = false;
          merged.push(surviving);
        } else merged.push(new ServerImpl(hp));
      }
      if (this.randomize) (0, util_1.shuffle)(merged);
      this.servers = merged;
      if (this.currentServer === void 0 || !merged.includes(this.currentServer)) {
        this.currentServer = merged[0];
        this.firstSelect = true;
      }
    }
    clear() {
      this.servers.length = 0;
    }
    updateTLSName() {
      const cs = this.getCurrentServer();
      if (!(0, ipparser_1.isIP)(cs.hostname)) {
        this.tlsName = cs.hostname;
        this.servers.forEach((s) => {
          if (s.gossiped) s.tlsName = this.tlsName;
        });
      }
    }
    getCurrentServer() {
      return this.currentServer;
    }
    addServer(u, implicit = false) {
      const urlParseFn = (0, transport_1.getUrlParseFn)();
      u = urlParseFn ? urlParseFn(u) : u;
      const s = new ServerImpl(u, implicit);
      if ((0, ipparser_1.isIP)(s.hostname)) s.tlsName = this.tlsName;
      this.servers.push(s);
    }
    selectServer() {
      if (this.firstSelect) {
        this.firstSelect = false;
        return this.currentServer;
      }
      const t = this.servers.shift();
      if (t) {
        this.servers.push(t);
        this.currentServer = t;
      }
      return t;
    }
    removeCurrentServer() {
      this.removeServer(this.currentServer);
    }
    removeServer(server) {
      if (server) {
        const index = this.servers.indexOf(server);
        this.servers.splice(index, 1);
      }
    }
    /**
     * Returns a frozen snapshot of the server pool in natural order.
     * Each entry is a defensive copy — callers cannot mutate pool state.
     */
    snapshot() {
      return Servers.freezeAll(this.servers);
    }
    /**
     * Returns a frozen snapshot of the server pool with the current server
     * (= next dial candidate) at index 0. Used to present the handler with
     * the server the library would have selected.
     */
    snapshotForHandler() {
      const cur = this.currentServer;
      if (!cur) return this.snapshot();
      const idx = this.servers.indexOf(cur);
      if (idx <= 0) return this.snapshot();
      return Servers.freezeAll([
        cur,
        ...this.servers.slice(0, idx),
        ...this.servers.slice(idx + 1),
      ]);
    }
    static freezeAll(arr) {
      return arr.map((s) =>
        Object.freeze({
          hostname: s.hostname,
          port: s.port,
          listen: s.listen,
          src: s.src,
          tlsName: s.tlsName,
          reconnects: s.reconnects,
          lastConnect: s.lastConnect,
          gossiped: s.gossiped,
          didConnect: s.didConnect,
        }),
      );
    }
    find(server) {
      return this.servers.find((s) => s.listen === server.listen);
    }
    setCurrent(server) {
      this.currentServer = server;
    }
    length() {
      return this.servers.length;
    }
    next() {
      return this.servers.length ? this.servers[0] : void 0;
    }
    getServers() {
      return this.servers;
    }
    update(info, encrypted) {
      const added = [];
      let deleted = [];
      const urlParseFn = (0, transport_1.getUrlParseFn)();
      const discovered = /* @__PURE__ */ new Map();
      if (info.connect_urls && info.connect_urls.length > 0)
        info.connect_urls.forEach((hp) => {
          hp = urlParseFn ? urlParseFn(hp, encrypted) : hp;
          const s = new ServerImpl(hp, true);
          discovered.set(hp, s);
        });
      const toDelete = [];
      this.servers.forEach((s, index) => {
        const u = s.listen;
        if (s.gossiped && this.currentServer.listen !== u && discovered.get(u) === void 0)
          toDelete.push(index);
        discovered.delete(u);
      });
      toDelete.reverse();
      toDelete.forEach((index) => {
        const removed = this.servers.splice(index, 1);
        deleted = deleted.concat(removed[0].listen);
      });
      discovered.forEach((v, k) => {
        this.servers.push(v);
        added.push(k);
      });
      if (this.randomize && added.length > 0) {
        const cur = this.currentServer;
        const others = this.servers.filter((s) => s !== cur);
        (0, util_1.shuffle)(others);
        this.servers = cur ? [cur, ...others] : others;
      }
      return {
        added,
        deleted,
      };
    }
  };
  exports.Servers = Servers;
});

// node_modules/.pnpm/@nats-io+nats-core@3.4.0/node_modules/@nats-io/nats-core/lib/queued_iterator.js
var require_queued_iterator = /* @__PURE__ */ __commonJSMin((exports) => {
  Object.defineProperty(exports, "__esModule", { value: true });
  exports.QueuedIteratorImpl = void 0;
  const util_1 = require_util$1();
  const errors_1 = require_errors();
  var QueuedIteratorImpl = class {
    inflight;
    processed;
    received;
    noIterator;
    iterClosed;
    done;
    signal;
    yields;
    filtered;
    pendingFiltered;
    ctx;
    _data;
    err;
    time;
    profile;
    yielding;
    didBreak;
    constructor() {
      this.inflight = 0;
      this.filtered = 0;
      this.pendingFiltered = 0;
      this.processed = 0;
      this.received = 0;
      this.noIterator = false;
      this.done = false;
      this.signal = (0, util_1.deferred)();
      this.yields = [];
      this.iterClosed = (0, util_1.deferred)();
      this.time = 0;
      this.yielding = false;
      this.didBreak = false;
      this.profile = false;
    }
    [Symbol.asyncIterator]() {
      return this.iterate();
    }
    push(v) {
      if (this.done) return;
      if (this.didBreak) {
        if (typeof v === "function") {
          const cb = v;
          try {
            cb();
          } catch (_) {}
        }
        return;
      }
      if (typeof v === "function") this.pendingFiltered++;
      this.yields.push(v);
      this.signal.resolve();
    }
    async *iterate() {
      if (this.noIterator)
        throw new errors_1.InvalidOperationError(
          "iterator cannot be used when a callback is registered",
        );
      if (this.yielding) throw new errors_1.InvalidOperationError("iterator is already yielding");
      this.yielding = true;
      try {
        while (true) {
          if (this.yields.length === 0) await this.signal;
          if (this.err) throw this.err;
          const yields = this.yields;
          this.inflight = yields.length;
          this.yields = [];
          for (let i = 0; i < yields.length; i++) {
            if (typeof yields[i] === "function") {
              this.pendingFiltered--;
              const fn = yields[i];
              try {
                fn();
              } catch (err) {
                throw err;
              }
              if (this.err) throw this.err;
              continue;
            }
            this.processed++;
            this.inflight--;
            const start = this.profile ? Date.now() : 0;
            yield yields[i];
            this.time = this.profile ? Date.now() - start : 0;
          }
          if (this.done) break;
          else if (this.yields.length === 0) {
            yields.length = 0;
            this.yields = yields;
            this.signal = (0, util_1.deferred)();
          }
        }
      } finally {
        this.didBreak = true;
        this.stop();
      }
    }
    stop(err) {
      if (this.done) return;
      this.err = err;
      this.done = true;
      this.signal.resolve();
      this.iterClosed.resolve(err);
    }
    getProcessed() {
      return this.noIterator ? this.received : this.processed;
    }
    getPending() {
      return this.yields.length + this.inflight - this.pendingFiltered;
    }
    getReceived() {
      return this.received - this.filtered;
    }
  };
  exports.QueuedIteratorImpl = QueuedIteratorImpl;
});

// node_modules/.pnpm/@nats-io+nats-core@3.4.0/node_modules/@nats-io/nats-core/lib/muxsubscription.js
var require_muxsubscription = /* @__PURE__ */ __commonJSMin((exports) => {
  Object.defineProperty(exports, "__esModule", { value: true });
  exports.MuxSubscription = void 0;
  const core_1 = require_core();
  const errors_1 = require_errors();
  var MuxSubscription = class {
    baseInbox;
    reqs;
    constructor() {
      this.reqs = /* @__PURE__ */ new Map();
    }
    size() {
      return this.reqs.size;
    }
    init(prefix) {
      this.baseInbox = `${(0, core_1.createInbox)(prefix)}.`;
      return this.baseInbox;
    }
    add(r) {
      if (!isNaN(r.received)) r.received = 0;
      this.reqs.set(r.token, r);
    }
    get(token) {
      return this.reqs.get(token);
    }
    cancel(r) {
      this.reqs.delete(r.token);
    }
    getToken(m) {
      const s = m.subject || "";
      if (s.indexOf(this.baseInbox) === 0) return s.substring(this.baseInbox.length);
      return null;
    }
    all() {
      return Array.from(this.reqs.values());
    }
    handleError(isMuxPermissionError, err) {
      if (isMuxPermissionError) {
        this.all().forEach((r) => {
          r.resolver(err, {});
        });
        return true;
      }
      if (err.operation === "publish") {
        const req = this.all().find((s) => {
          return s.requestSubject === err.subject;
        });
        if (req) {
          req.resolver(err, {});
          return true;
        }
      }
      return false;
    }
    dispatcher() {
      return (err, m) => {
        const token = this.getToken(m);
        if (token) {
          const r = this.get(token);
          if (r) {
            if (err === null)
              err =
                m?.data?.length === 0 && m.headers?.code === 503
                  ? new errors_1.NoRespondersError(r.requestSubject)
                  : null;
            r.resolver(err, m);
          }
        }
      };
    }
    close() {
      const err = new errors_1.RequestError("connection closed");
      this.reqs.forEach((req) => {
        req.resolver(err, {});
      });
    }
  };
  exports.MuxSubscription = MuxSubscription;
});

// node_modules/.pnpm/@nats-io+nats-core@3.4.0/node_modules/@nats-io/nats-core/lib/heartbeats.js
var require_heartbeats = /* @__PURE__ */ __commonJSMin((exports) => {
  Object.defineProperty(exports, "__esModule", { value: true });
  exports.Heartbeat = void 0;
  const util_1 = require_util$1();
  var Heartbeat = class {
    ph;
    interval;
    maxOut;
    timer;
    pendings;
    constructor(ph, interval, maxOut) {
      this.ph = ph;
      this.interval = interval;
      this.maxOut = maxOut;
      this.pendings = [];
    }
    start() {
      this.cancel();
      this._schedule();
    }
    cancel(stale) {
      if (this.timer) {
        clearTimeout(this.timer);
        this.timer = void 0;
      }
      this._reset();
      if (stale) this.ph.disconnect();
    }
    _schedule() {
      this.timer = setTimeout(() => {
        this.ph.dispatchStatus({
          type: "ping",
          pendingPings: this.pendings.length + 1,
        });
        if (this.pendings.length === this.maxOut) {
          this.cancel(true);
          return;
        }
        const ping = (0, util_1.deferred)();
        this.ph
          .flush(ping)
          .then(() => {
            this._reset();
          })
          .catch(() => {
            this.cancel();
          });
        this.pendings.push(ping);
        this._schedule();
      }, this.interval);
    }
    _reset() {
      this.pendings = this.pendings.filter((p) => {
        p.resolve();
        return false;
      });
    }
  };
  exports.Heartbeat = Heartbeat;
});

// node_modules/.pnpm/@nats-io+nats-core@3.4.0/node_modules/@nats-io/nats-core/lib/denobuffer.js
var require_denobuffer = /* @__PURE__ */ __commonJSMin((exports) => {
  Object.defineProperty(exports, "__esModule", { value: true });
  exports.DenoBuffer = exports.MAX_SIZE = exports.AssertionError = void 0;
  exports.assert = assert;
  exports.concat = concat;
  exports.append = append;
  exports.readAll = readAll;
  exports.writeAll = writeAll;
  const encoders_1 = require_encoders();
  var AssertionError = class extends Error {
    constructor(msg) {
      super(msg);
      this.name = "AssertionError";
    }
  };
  exports.AssertionError = AssertionError;
  function assert(cond, msg = "Assertion failed.") {
    if (!cond) throw new AssertionError(msg);
  }
  const MIN_READ = 32768;
  exports.MAX_SIZE = 2 ** 32 - 2;
  function copy(src, dst, off = 0) {
    const r = dst.byteLength - off;
    if (src.byteLength > r) src = src.subarray(0, r);
    dst.set(src, off);
    return src.byteLength;
  }
  function concat(origin, b) {
    if (origin === void 0 && b === void 0) return /* @__PURE__ */ new Uint8Array(0);
    if (origin === void 0) return b;
    if (b === void 0) return origin;
    const output = new Uint8Array(origin.length + b.length);
    output.set(origin, 0);
    output.set(b, origin.length);
    return output;
  }
  function append(origin, b) {
    return concat(origin, Uint8Array.of(b));
  }
  var DenoBuffer = class {
    _buf;
    _off;
    constructor(ab) {
      this._off = 0;
      if (ab == null) {
        this._buf = /* @__PURE__ */ new Uint8Array(0);
        return;
      }
      this._buf = new Uint8Array(ab);
    }
    bytes(options = { copy: true }) {
      if (options.copy === false) return this._buf.subarray(this._off);
      return this._buf.slice(this._off);
    }
    empty() {
      return this._buf.byteLength <= this._off;
    }
    get length() {
      return this._buf.byteLength - this._off;
    }
    get capacity() {
      return this._buf.buffer.byteLength;
    }
    truncate(n) {
      if (n === 0) {
        this.reset();
        return;
      }
      if (n < 0 || n > this.length) throw Error("bytes.Buffer: truncation out of range");
      this._reslice(this._off + n);
    }
    reset() {
      this._reslice(0);
      this._off = 0;
    }
    _tryGrowByReslice(n) {
      const l = this._buf.byteLength;
      if (n <= this.capacity - l) {
        this._reslice(l + n);
        return l;
      }
      return -1;
    }
    _reslice(len) {
      assert(len <= this._buf.buffer.byteLength);
      this._buf = new Uint8Array(this._buf.buffer, 0, len);
    }
    readByte() {
      const a = /* @__PURE__ */ new Uint8Array(1);
      if (this.read(a)) return a[0];
      return null;
    }
    read(p) {
      if (this.empty()) {
        this.reset();
        if (p.byteLength === 0) return 0;
        return null;
      }
      const nread = copy(this._buf.subarray(this._off), p);
      this._off += nread;
      return nread;
    }
    writeByte(n) {
      return this.write(Uint8Array.of(n));
    }
    writeString(s) {
      return this.write(encoders_1.TE.encode(s));
    }
    write(p) {
      const m = this._grow(p.byteLength);
      return copy(p, this._buf, m);
    }
    _grow(n) {
      const m = this.length;
      if (m === 0 && this._off !== 0) this.reset();
      const i = this._tryGrowByReslice(n);
      if (i >= 0) return i;
      const c = this.capacity;
      if (n <= Math.floor(c / 2) - m) copy(this._buf.subarray(this._off), this._buf);
      else if (c + n > exports.MAX_SIZE)
        throw new Error("The buffer cannot be grown beyond the maximum size.");
      else {
        const buf = new Uint8Array(Math.min(2 * c + n, exports.MAX_SIZE));
        copy(this._buf.subarray(this._off), buf);
        this._buf = buf;
      }
      this._off = 0;
      this._reslice(Math.min(m + n, exports.MAX_SIZE));
      return m;
    }
    grow(n) {
      if (n < 0) throw Error("Buffer._grow: negative count");
      const m = this._grow(n);
      this._reslice(m);
    }
    readFrom(r) {
      let n = 0;
      const tmp = new Uint8Array(MIN_READ);
      while (true) {
        const shouldGrow = this.capacity - this.length < MIN_READ;
        const buf = shouldGrow ? tmp : new Uint8Array(this._buf.buffer, this.length);
        const nread = r.read(buf);
        if (nread === null) return n;
        if (shouldGrow) this.write(buf.subarray(0, nread));
        else this._reslice(this.length + nread);
        n += nread;
      }
    }
  };
  exports.DenoBuffer = DenoBuffer;
  function readAll(r) {
    const buf = new DenoBuffer();
    buf.readFrom(r);
    return buf.bytes();
  }
  function writeAll(w, arr) {
    let nwritten = 0;
    while (nwritten < arr.length) nwritten += w.write(arr.subarray(nwritten));
  }
});

// node_modules/.pnpm/@nats-io+nats-core@3.4.0/node_modules/@nats-io/nats-core/lib/parser.js
var require_parser = /* @__PURE__ */ __commonJSMin((exports) => {
  Object.defineProperty(exports, "__esModule", { value: true });
  exports.cc = exports.State = exports.Parser = exports.Kind = void 0;
  exports.describe = describe;
  const denobuffer_1 = require_denobuffer();
  const encoders_1 = require_encoders();
  exports.Kind = {
    OK: 0,
    ERR: 1,
    MSG: 2,
    INFO: 3,
    PING: 4,
    PONG: 5,
  };
  function describe(e) {
    let ks;
    let data = "";
    switch (e.kind) {
      case exports.Kind.MSG:
        ks = "MSG";
        break;
      case exports.Kind.OK:
        ks = "OK";
        break;
      case exports.Kind.ERR:
        ks = "ERR";
        data = encoders_1.TD.decode(e.data);
        break;
      case exports.Kind.PING:
        ks = "PING";
        break;
      case exports.Kind.PONG:
        ks = "PONG";
        break;
      case exports.Kind.INFO:
        ks = "INFO";
        data = encoders_1.TD.decode(e.data);
    }
    return `${ks}: ${data}`;
  }
  function newMsgArg() {
    const ma = {};
    ma.sid = -1;
    ma.hdr = -1;
    ma.size = -1;
    return ma;
  }
  const ASCII_0 = 48;
  const ASCII_9 = 57;
  const MAX_64MB = 67108864;
  var Parser = class {
    dispatcher;
    state;
    as;
    drop;
    hdr;
    ma;
    argBuf;
    msgBuf;
    constructor(dispatcher) {
      this.dispatcher = dispatcher;
      this.state = exports.State.OP_START;
      this.as = 0;
      this.drop = 0;
      this.hdr = 0;
    }
    parse(buf) {
      let i = 0;
      for (; i < buf.length; i++) {
        const b = buf[i];
        switch (this.state) {
          case exports.State.OP_START:
            switch (b) {
              case exports.cc.M:
              case exports.cc.m:
                this.state = exports.State.OP_M;
                this.hdr = -1;
                this.ma = newMsgArg();
                break;
              case exports.cc.H:
              case exports.cc.h:
                this.state = exports.State.OP_H;
                this.hdr = 0;
                this.ma = newMsgArg();
                break;
              case exports.cc.P:
              case exports.cc.p:
                this.state = exports.State.OP_P;
                break;
              case exports.cc.PLUS:
                this.state = exports.State.OP_PLUS;
                break;
              case exports.cc.MINUS:
                this.state = exports.State.OP_MINUS;
                break;
              case exports.cc.I:
              case exports.cc.i:
                this.state = exports.State.OP_I;
                break;
              default:
                throw this.fail(buf.subarray(i));
            }
            break;
          case exports.State.OP_H:
            switch (b) {
              case exports.cc.M:
              case exports.cc.m:
                this.state = exports.State.OP_M;
                break;
              default:
                throw this.fail(buf.subarray(i));
            }
            break;
          case exports.State.OP_M:
            switch (b) {
              case exports.cc.S:
              case exports.cc.s:
                this.state = exports.State.OP_MS;
                break;
              default:
                throw this.fail(buf.subarray(i));
            }
            break;
          case exports.State.OP_MS:
            switch (b) {
              case exports.cc.G:
              case exports.cc.g:
                this.state = exports.State.OP_MSG;
                break;
              default:
                throw this.fail(buf.subarray(i));
            }
            break;
          case exports.State.OP_MSG:
            switch (b) {
              case exports.cc.SPACE:
              case exports.cc.TAB:
                this.state = exports.State.OP_MSG_SPC;
                break;
              default:
                throw this.fail(buf.subarray(i));
            }
            break;
          case exports.State.OP_MSG_SPC:
            switch (b) {
              case exports.cc.SPACE:
              case exports.cc.TAB:
                continue;
              default:
                this.state = exports.State.MSG_ARG;
                this.as = i;
            }
            break;
          case exports.State.MSG_ARG:
            switch (b) {
              case exports.cc.CR:
                this.drop = 1;
                break;
              case exports.cc.NL: {
                const arg = this.argBuf
                  ? this.argBuf.bytes()
                  : buf.subarray(this.as, i - this.drop);
                this.processMsgArgs(arg);
                this.drop = 0;
                this.as = i + 1;
                this.state = exports.State.MSG_PAYLOAD;
                i = this.as + this.ma.size - 1;
                break;
              }
              default:
                if (this.argBuf) this.argBuf.writeByte(b);
            }
            break;
          case exports.State.MSG_PAYLOAD:
            if (this.msgBuf) {
              if (this.msgBuf.length >= this.ma.size) {
                const data = this.msgBuf.bytes({ copy: false });
                this.dispatcher.push({
                  kind: exports.Kind.MSG,
                  msg: this.ma,
                  data,
                });
                this.argBuf = void 0;
                this.msgBuf = void 0;
                this.state = exports.State.MSG_END;
              } else {
                let toCopy = this.ma.size - this.msgBuf.length;
                const avail = buf.length - i;
                if (avail < toCopy) toCopy = avail;
                if (toCopy > 0) {
                  this.msgBuf.write(buf.subarray(i, i + toCopy));
                  i = i + toCopy - 1;
                } else this.msgBuf.writeByte(b);
              }
            } else if (i - this.as >= this.ma.size) {
              this.dispatcher.push({
                kind: exports.Kind.MSG,
                msg: this.ma,
                data: buf.subarray(this.as, i),
              });
              this.argBuf = void 0;
              this.msgBuf = void 0;
              this.state = exports.State.MSG_END;
            }
            break;
          case exports.State.MSG_END:
            switch (b) {
              case exports.cc.NL:
                this.drop = 0;
                this.as = i + 1;
                this.state = exports.State.OP_START;
                break;
              default:
                continue;
            }
            break;
          case exports.State.OP_PLUS:
            switch (b) {
              case exports.cc.O:
              case exports.cc.o:
                this.state = exports.State.OP_PLUS_O;
                break;
              default:
                throw this.fail(buf.subarray(i));
            }
            break;
          case exports.State.OP_PLUS_O:
            switch (b) {
              case exports.cc.K:
              case exports.cc.k:
                this.state = exports.State.OP_PLUS_OK;
                break;
              default:
                throw this.fail(buf.subarray(i));
            }
            break;
          case exports.State.OP_PLUS_OK:
            switch (b) {
              case exports.cc.NL:
                this.dispatcher.push({ kind: exports.Kind.OK });
                this.drop = 0;
                this.state = exports.State.OP_START;
            }
            break;
          case exports.State.OP_MINUS:
            switch (b) {
              case exports.cc.E:
              case exports.cc.e:
                this.state = exports.State.OP_MINUS_E;
                break;
              default:
                throw this.fail(buf.subarray(i));
            }
            break;
          case exports.State.OP_MINUS_E:
            switch (b) {
              case exports.cc.R:
              case exports.cc.r:
                this.state = exports.State.OP_MINUS_ER;
                break;
              default:
                throw this.fail(buf.subarray(i));
            }
            break;
          case exports.State.OP_MINUS_ER:
            switch (b) {
              case exports.cc.R:
              case exports.cc.r:
                this.state = exports.State.OP_MINUS_ERR;
                break;
              default:
                throw this.fail(buf.subarray(i));
            }
            break;
          case exports.State.OP_MINUS_ERR:
            switch (b) {
              case exports.cc.SPACE:
              case exports.cc.TAB:
                this.state = exports.State.OP_MINUS_ERR_SPC;
                break;
              default:
                throw this.fail(buf.subarray(i));
            }
            break;
          case exports.State.OP_MINUS_ERR_SPC:
            switch (b) {
              case exports.cc.SPACE:
              case exports.cc.TAB:
                continue;
              default:
                this.state = exports.State.MINUS_ERR_ARG;
                this.as = i;
            }
            break;
          case exports.State.MINUS_ERR_ARG:
            switch (b) {
              case exports.cc.CR:
                this.drop = 1;
                break;
              case exports.cc.NL: {
                let arg;
                if (this.argBuf) {
                  arg = this.argBuf.bytes();
                  this.argBuf = void 0;
                } else arg = buf.subarray(this.as, i - this.drop);
                this.dispatcher.push({
                  kind: exports.Kind.ERR,
                  data: arg,
                });
                this.drop = 0;
                this.as = i + 1;
                this.state = exports.State.OP_START;
                break;
              }
              default:
                if (this.argBuf) this.argBuf.write(Uint8Array.of(b));
            }
            break;
          case exports.State.OP_P:
            switch (b) {
              case exports.cc.I:
              case exports.cc.i:
                this.state = exports.State.OP_PI;
                break;
              case exports.cc.O:
              case exports.cc.o:
                this.state = exports.State.OP_PO;
                break;
              default:
                throw this.fail(buf.subarray(i));
            }
            break;
          case exports.State.OP_PO:
            switch (b) {
              case exports.cc.N:
              case exports.cc.n:
                this.state = exports.State.OP_PON;
                break;
              default:
                throw this.fail(buf.subarray(i));
            }
            break;
          case exports.State.OP_PON:
            switch (b) {
              case exports.cc.G:
              case exports.cc.g:
                this.state = exports.State.OP_PONG;
                break;
              default:
                throw this.fail(buf.subarray(i));
            }
            break;
          case exports.State.OP_PONG:
            switch (b) {
              case exports.cc.NL:
                this.dispatcher.push({ kind: exports.Kind.PONG });
                this.drop = 0;
                this.state = exports.State.OP_START;
            }
            break;
          case exports.State.OP_PI:
            switch (b) {
              case exports.cc.N:
              case exports.cc.n:
                this.state = exports.State.OP_PIN;
                break;
              default:
                throw this.fail(buf.subarray(i));
            }
            break;
          case exports.State.OP_PIN:
            switch (b) {
              case exports.cc.G:
              case exports.cc.g:
                this.state = exports.State.OP_PING;
                break;
              default:
                throw this.fail(buf.subarray(i));
            }
            break;
          case exports.State.OP_PING:
            switch (b) {
              case exports.cc.NL:
                this.dispatcher.push({ kind: exports.Kind.PING });
                this.drop = 0;
                this.state = exports.State.OP_START;
            }
            break;
          case exports.State.OP_I:
            switch (b) {
              case exports.cc.N:
              case exports.cc.n:
                this.state = exports.State.OP_IN;
                break;
              default:
                throw this.fail(buf.subarray(i));
            }
            break;
          case exports.State.OP_IN:
            switch (b) {
              case exports.cc.F:
              case exports.cc.f:
                this.state = exports.State.OP_INF;
                break;
              default:
                throw this.fail(buf.subarray(i));
            }
            break;
          case exports.State.OP_INF:
            switch (b) {
              case exports.cc.O:
              case exports.cc.o:
                this.state = exports.State.OP_INFO;
                break;
              default:
                throw this.fail(buf.subarray(i));
            }
            break;
          case exports.State.OP_INFO:
            switch (b) {
              case exports.cc.SPACE:
              case exports.cc.TAB:
                this.state = exports.State.OP_INFO_SPC;
                break;
              default:
                throw this.fail(buf.subarray(i));
            }
            break;
          case exports.State.OP_INFO_SPC:
            switch (b) {
              case exports.cc.SPACE:
              case exports.cc.TAB:
                continue;
              default:
                this.state = exports.State.INFO_ARG;
                this.as = i;
            }
            break;
          case exports.State.INFO_ARG:
            switch (b) {
              case exports.cc.CR:
                this.drop = 1;
                break;
              case exports.cc.NL: {
                let arg;
                if (this.argBuf) {
                  arg = this.argBuf.bytes();
                  this.argBuf = void 0;
                } else arg = buf.subarray(this.as, i - this.drop);
                this.dispatcher.push({
                  kind: exports.Kind.INFO,
                  data: arg,
                });
                this.drop = 0;
                this.as = i + 1;
                this.state = exports.State.OP_START;
                break;
              }
              default:
                if (this.argBuf) this.argBuf.writeByte(b);
            }
            break;
          default:
            throw this.fail(buf.subarray(i));
        }
      }
      if (
        (this.state === exports.State.MSG_ARG ||
          this.state === exports.State.MINUS_ERR_ARG ||
          this.state === exports.State.INFO_ARG) &&
        !this.argBuf
      )
        this.argBuf = new denobuffer_1.DenoBuffer(buf.subarray(this.as, i - this.drop));
      if (this.state === exports.State.MSG_PAYLOAD && !this.msgBuf) {
        if (!this.argBuf) this.cloneMsgArg();
        this.msgBuf = new denobuffer_1.DenoBuffer(buf.subarray(this.as));
      }
    }
    cloneMsgArg() {
      const s = this.ma.subject.length;
      const r = this.ma.reply ? this.ma.reply.length : 0;
      const buf = new Uint8Array(s + r);
      buf.set(this.ma.subject);
      if (this.ma.reply) buf.set(this.ma.reply, s);
      this.argBuf = new denobuffer_1.DenoBuffer(buf);
      this.ma.subject = buf.subarray(0, s);
      if (this.ma.reply) this.ma.reply = buf.subarray(s);
    }
    processMsgArgs(arg) {
      if (this.hdr >= 0) return this.processHeaderMsgArgs(arg);
      const args = [];
      let start = -1;
      for (let i = 0; i < arg.length; i++)
        switch (arg[i]) {
          case exports.cc.SPACE:
          case exports.cc.TAB:
          case exports.cc.CR:
          case exports.cc.NL:
            if (start >= 0) {
              args.push(arg.subarray(start, i));
              start = -1;
            }
            break;
          default:
            if (start < 0) start = i;
        }
      if (start >= 0) args.push(arg.subarray(start));
      switch (args.length) {
        case 3:
          this.ma.subject = args[0];
          this.ma.sid = this.protoParseInt(args[1]);
          this.ma.reply = void 0;
          this.ma.size = this.protoParseInt(args[2], MAX_64MB);
          break;
        case 4:
          this.ma.subject = args[0];
          this.ma.sid = this.protoParseInt(args[1]);
          this.ma.reply = args[2];
          this.ma.size = this.protoParseInt(args[3], MAX_64MB);
          break;
        default:
          throw this.fail(arg, "processMsgArgs Parse Error");
      }
      if (this.ma.sid < 0) throw this.fail(arg, "processMsgArgs Bad or Missing Sid Error");
      if (this.ma.size < 0) throw this.fail(arg, "processMsgArgs Bad or Missing Size Error");
    }
    fail(data, label = "") {
      if (!label) label = `parse error [${this.state}]`;
      else label = `${label} [${this.state}]`;
      return /* @__PURE__ */ new Error(`${label}: ${encoders_1.TD.decode(data)}`);
    }
    processHeaderMsgArgs(arg) {
      const args = [];
      let start = -1;
      for (let i = 0; i < arg.length; i++)
        switch (arg[i]) {
          case exports.cc.SPACE:
          case exports.cc.TAB:
          case exports.cc.CR:
          case exports.cc.NL:
            if (start >= 0) {
              args.push(arg.subarray(start, i));
              start = -1;
            }
            break;
          default:
            if (start < 0) start = i;
        }
      if (start >= 0) args.push(arg.subarray(start));
      switch (args.length) {
        case 4:
          this.ma.subject = args[0];
          this.ma.sid = this.protoParseInt(args[1]);
          this.ma.reply = void 0;
          this.ma.hdr = this.protoParseInt(args[2], MAX_64MB);
          this.ma.size = this.protoParseInt(args[3], MAX_64MB);
          break;
        case 5:
          this.ma.subject = args[0];
          this.ma.sid = this.protoParseInt(args[1]);
          this.ma.reply = args[2];
          this.ma.hdr = this.protoParseInt(args[3], MAX_64MB);
          this.ma.size = this.protoParseInt(args[4], MAX_64MB);
          break;
        default:
          throw this.fail(arg, "processHeaderMsgArgs Parse Error");
      }
      if (this.ma.sid < 0) throw this.fail(arg, "processHeaderMsgArgs Bad or Missing Sid Error");
      if (this.ma.hdr < 0 || this.ma.hdr > this.ma.size)
        throw this.fail(arg, "processHeaderMsgArgs Bad or Missing Header Size Error");
      if (this.ma.size < 0) throw this.fail(arg, "processHeaderMsgArgs Bad or Missing Size Error");
    }
    protoParseInt(a, max) {
      if (a.length === 0 || a.length > 15) return -1;
      let n = 0;
      for (let i = 0; i < a.length; i++) {
        if (a[i] < ASCII_0 || a[i] > ASCII_9) return -1;
        n = n * 10 + (a[i] - ASCII_0);
      }
      return max !== void 0 && n > max ? -1 : n;
    }
  };
  exports.Parser = Parser;
  exports.State = {
    OP_START: 0,
    OP_PLUS: 1,
    OP_PLUS_O: 2,
    OP_PLUS_OK: 3,
    OP_MINUS: 4,
    OP_MINUS_E: 5,
    OP_MINUS_ER: 6,
    OP_MINUS_ERR: 7,
    OP_MINUS_ERR_SPC: 8,
    MINUS_ERR_ARG: 9,
    OP_M: 10,
    OP_MS: 11,
    OP_MSG: 12,
    OP_MSG_SPC: 13,
    MSG_ARG: 14,
    MSG_PAYLOAD: 15,
    MSG_END: 16,
    OP_H: 17,
    OP_P: 18,
    OP_PI: 19,
    OP_PIN: 20,
    OP_PING: 21,
    OP_PO: 22,
    OP_PON: 23,
    OP_PONG: 24,
    OP_I: 25,
    OP_IN: 26,
    OP_INF: 27,
    OP_INFO: 28,
    OP_INFO_SPC: 29,
    INFO_ARG: 30,
  };
  exports.cc = {
    CR: "\r".charCodeAt(0),
    E: "E".charCodeAt(0),
    e: "e".charCodeAt(0),
    F: "F".charCodeAt(0),
    f: "f".charCodeAt(0),
    G: "G".charCodeAt(0),
    g: "g".charCodeAt(0),
    H: "H".charCodeAt(0),
    h: "h".charCodeAt(0),
    I: "I".charCodeAt(0),
    i: "i".charCodeAt(0),
    K: "K".charCodeAt(0),
    k: "k".charCodeAt(0),
    M: "M".charCodeAt(0),
    m: "m".charCodeAt(0),
    MINUS: "-".charCodeAt(0),
    N: "N".charCodeAt(0),
    n: "n".charCodeAt(0),
    NL: "\n".charCodeAt(0),
    O: "O".charCodeAt(0),
    o: "o".charCodeAt(0),
    P: "P".charCodeAt(0),
    p: "p".charCodeAt(0),
    PLUS: "+".charCodeAt(0),
    R: "R".charCodeAt(0),
    r: "r".charCodeAt(0),
    S: "S".charCodeAt(0),
    s: "s".charCodeAt(0),
    SPACE: " ".charCodeAt(0),
    TAB: "	".charCodeAt(0),
  };
});

// node_modules/.pnpm/@nats-io+nats-core@3.4.0/node_modules/@nats-io/nats-core/lib/headers.js
var require_headers = /* @__PURE__ */ __commonJSMin((exports) => {
  Object.defineProperty(exports, "__esModule", { value: true });
  exports.MsgHdrsImpl = void 0;
  exports.canonicalMIMEHeaderKey = canonicalMIMEHeaderKey;
  exports.headers = headers;
  const encoders_1 = require_encoders();
  const core_1 = require_core();
  const errors_1 = require_errors();
  function canonicalMIMEHeaderKey(k) {
    const a = 97;
    const A = 65;
    const Z = 90;
    const z = 122;
    const dash = 45;
    const colon = 58;
    const start = 33;
    const end = 126;
    const toLower = 32;
    let upper = true;
    const buf = new Array(k.length);
    for (let i = 0; i < k.length; i++) {
      let c = k.charCodeAt(i);
      if (c === colon || c < start || c > end)
        throw errors_1.InvalidArgumentError.format(
          "header",
          `'${k[i]}' is not a valid character in a header name`,
        );
      if (upper && a <= c && c <= z) c -= toLower;
      else if (!upper && A <= c && c <= Z) c += toLower;
      buf[i] = c;
      upper = c == dash;
    }
    return String.fromCharCode(...buf);
  }
  function headers(code = 0, description = "") {
    if (code === 0 && description !== "")
      throw errors_1.InvalidArgumentError.format("code", "is required");
    else if (code > 0 && description === "")
      throw errors_1.InvalidArgumentError.format("description", "is required");
    return new MsgHdrsImpl(code, description);
  }
  const HEADER = "NATS/1.0";
  var MsgHdrsImpl = class MsgHdrsImpl {
    _code;
    headers;
    _description;
    constructor(code = 0, description = "") {
      this._code = code;
      this._description = description;
      this.headers = /* @__PURE__ */ new Map();
    }
    [Symbol.iterator]() {
      return this.headers.entries();
    }
    size() {
      return this.headers.size;
    }
    equals(mh) {
      if (mh && this.headers.size === mh.headers.size && this._code === mh._code) {
        for (const [k, v] of this.headers) {
          const a = mh.values(k);
          if (v.length !== a.length) return false;
          const vv = [...v].sort();
          const aa = [...a].sort();
          for (let i = 0; i < vv.length; i++) if (vv[i] !== aa[i]) return false;
        }
        return true;
      }
      return false;
    }
    static decode(a) {
      const mh = new MsgHdrsImpl();
      const lines = encoders_1.TD.decode(a).split("\r\n");
      const h = lines[0];
      if (h !== HEADER) {
        let str = h.replace(HEADER, "").trim();
        if (str.length > 0) {
          mh._code = parseInt(str, 10);
          if (isNaN(mh._code)) mh._code = 0;
          const scode = mh._code.toString();
          str = str.replace(scode, "");
          mh._description = str.trim();
        }
      }
      if (lines.length >= 1)
        lines.slice(1).map((s) => {
          if (s) {
            const idx = s.indexOf(":");
            if (idx > -1) {
              const k = s.slice(0, idx);
              const v = s.slice(idx + 1).trim();
              mh.append(k, v);
            }
          }
        });
      return mh;
    }
    toString() {
      if (this.headers.size === 0 && this._code === 0) return "";
      let s = HEADER;
      if (this._code > 0 && this._description !== "") s += ` ${this._code} ${this._description}`;
      for (const [k, v] of this.headers)
        for (let i = 0; i < v.length; i++) s = `${s}\r\n${k}: ${v[i]}`;
      return `${s}\r\n\r\n`;
    }
    encode() {
      return encoders_1.TE.encode(this.toString());
    }
    static validHeaderValue(k) {
      if (/[\r\n]/.test(k))
        throw errors_1.InvalidArgumentError.format("header", "values cannot contain \\r or \\n");
      return k.trim();
    }
    keys() {
      const keys = [];
      for (const sk of this.headers.keys()) keys.push(sk);
      return keys;
    }
    findKeys(k, match = core_1.Match.Exact) {
      const keys = this.keys();
      switch (match) {
        case core_1.Match.Exact:
          return keys.filter((v) => {
            return v === k;
          });
        case core_1.Match.CanonicalMIME:
          k = canonicalMIMEHeaderKey(k);
          return keys.filter((v) => {
            return v === k;
          });
        default: {
          const lci = k.toLowerCase();
          return keys.filter((v) => {
            return lci === v.toLowerCase();
          });
        }
      }
    }
    get(k, match = core_1.Match.Exact) {
      const keys = this.findKeys(k, match);
      if (keys.length) {
        const v = this.headers.get(keys[0]);
        if (v) return Array.isArray(v) ? v[0] : v;
      }
      return "";
    }
    last(k, match = core_1.Match.Exact) {
      const keys = this.findKeys(k, match);
      if (keys.length) {
        const v = this.headers.get(keys[0]);
        if (v) return Array.isArray(v) ? v[v.length - 1] : v;
      }
      return "";
    }
    has(k, match = core_1.Match.Exact) {
      return this.findKeys(k, match).length > 0;
    }
    set(k, v, match = core_1.Match.Exact) {
      this.delete(k, match);
      this.append(k, v, match);
    }
    append(k, v, match = core_1.Match.Exact) {
      const ck = canonicalMIMEHeaderKey(k);
      if (match === core_1.Match.CanonicalMIME) k = ck;
      const keys = this.findKeys(k, match);
      k = keys.length > 0 ? keys[0] : k;
      const value = MsgHdrsImpl.validHeaderValue(v);
      let a = this.headers.get(k);
      if (!a) {
        a = [];
        this.headers.set(k, a);
      }
      a.push(value);
    }
    values(k, match = core_1.Match.Exact) {
      const buf = [];
      this.findKeys(k, match).forEach((v) => {
        const values = this.headers.get(v);
        if (values) buf.push(...values);
      });
      return buf;
    }
    delete(k, match = core_1.Match.Exact) {
      this.findKeys(k, match).forEach((v) => {
        this.headers.delete(v);
      });
    }
    get hasError() {
      return this._code >= 300;
    }
    get status() {
      return `${this._code} ${this._description}`.trim();
    }
    toRecord() {
      const data = {};
      this.keys().forEach((v) => {
        data[v] = this.values(v);
      });
      return data;
    }
    get code() {
      return this._code;
    }
    get description() {
      return this._description;
    }
    static fromRecord(r) {
      const h = new MsgHdrsImpl();
      for (const k in r) {
        const v = r[k];
        h.headers.set(k, Array.isArray(v) ? v : [`${v}`]);
      }
      return h;
    }
  };
  exports.MsgHdrsImpl = MsgHdrsImpl;
});

// node_modules/.pnpm/@nats-io+nats-core@3.4.0/node_modules/@nats-io/nats-core/lib/msg.js
var require_msg = /* @__PURE__ */ __commonJSMin((exports) => {
  Object.defineProperty(exports, "__esModule", { value: true });
  exports.MsgImpl = void 0;
  const headers_1 = require_headers();
  const encoders_1 = require_encoders();
  var MsgImpl = class {
    _headers;
    _msg;
    _rdata;
    _reply;
    _subject;
    publisher;
    constructor(msg, data, publisher) {
      this._msg = msg;
      this._rdata = data;
      this.publisher = publisher;
    }
    get subject() {
      if (this._subject) return this._subject;
      this._subject = encoders_1.TD.decode(this._msg.subject);
      return this._subject;
    }
    get reply() {
      if (this._reply) return this._reply;
      this._reply = encoders_1.TD.decode(this._msg.reply);
      return this._reply;
    }
    get sid() {
      return this._msg.sid;
    }
    get headers() {
      if (this._msg.hdr > -1 && !this._headers) {
        const buf = this._rdata.subarray(0, this._msg.hdr);
        this._headers = headers_1.MsgHdrsImpl.decode(buf);
      }
      return this._headers;
    }
    get data() {
      if (!this._rdata) return /* @__PURE__ */ new Uint8Array(0);
      return this._msg.hdr > -1 ? this._rdata.subarray(this._msg.hdr) : this._rdata;
    }
    respond(data = encoders_1.Empty, opts) {
      if (this.reply) {
        this.publisher.publish(this.reply, data, opts);
        return true;
      }
      return false;
    }
    size() {
      const subj = this._msg.subject.length;
      const reply = this._msg.reply?.length || 0;
      const payloadAndHeaders = this._msg.size === -1 ? 0 : this._msg.size;
      return subj + reply + payloadAndHeaders;
    }
    json(reviver) {
      return JSON.parse(this.string(), reviver);
    }
    string() {
      return encoders_1.TD.decode(this.data);
    }
    requestInfo() {
      const v = this.headers?.get("Nats-Request-Info");
      if (v)
        return JSON.parse(v, function (key, value) {
          if ((key === "start" || key === "stop") && value !== "")
            return new Date(Date.parse(value));
          return value;
        });
      return null;
    }
  };
  exports.MsgImpl = MsgImpl;
});

// node_modules/.pnpm/@nats-io+nats-core@3.4.0/node_modules/@nats-io/nats-core/lib/semver.js
var require_semver = /* @__PURE__ */ __commonJSMin((exports) => {
  Object.defineProperty(exports, "__esModule", { value: true });
  exports.Features = exports.Feature = void 0;
  exports.parseSemVer = parseSemVer;
  exports.compare = compare;
  function parseSemVer(s = "") {
    const m = s.match(/(\d+).(\d+).(\d+)/);
    if (m)
      return {
        major: parseInt(m[1]),
        minor: parseInt(m[2]),
        micro: parseInt(m[3]),
      };
    throw new Error(`'${s}' is not a semver value`);
  }
  function compare(a, b) {
    if (a.major < b.major) return -1;
    if (a.major > b.major) return 1;
    if (a.minor < b.minor) return -1;
    if (a.minor > b.minor) return 1;
    if (a.micro < b.micro) return -1;
    if (a.micro > b.micro) return 1;
    return 0;
  }
  exports.Feature = {
    JS_KV: "js_kv",
    JS_OBJECTSTORE: "js_objectstore",
    JS_PULL_MAX_BYTES: "js_pull_max_bytes",
    JS_NEW_CONSUMER_CREATE_API: "js_new_consumer_create",
    JS_ALLOW_DIRECT: "js_allow_direct",
    JS_MULTIPLE_CONSUMER_FILTER: "js_multiple_consumer_filter",
    JS_SIMPLIFICATION: "js_simplification",
    JS_STREAM_CONSUMER_METADATA: "js_stream_consumer_metadata",
    JS_CONSUMER_FILTER_SUBJECTS: "js_consumer_filter_subjects",
    JS_STREAM_FIRST_SEQ: "js_stream_first_seq",
    JS_STREAM_SUBJECT_TRANSFORM: "js_stream_subject_transform",
    JS_STREAM_SOURCE_SUBJECT_TRANSFORM: "js_stream_source_subject_transform",
    JS_STREAM_COMPRESSION: "js_stream_compression",
    JS_DEFAULT_CONSUMER_LIMITS: "js_default_consumer_limits",
    JS_BATCH_DIRECT_GET: "js_batch_direct_get",
    JS_PRIORITY_GROUPS: "js_priority_groups",
    JS_CONSUMER_RESET: "js_consumer_reset",
  };
  var Features = class {
    server;
    features;
    disabled;
    constructor(v) {
      this.features = /* @__PURE__ */ new Map();
      this.disabled = [];
      this.update(v);
    }
    /**
     * Removes all disabled entries
     */
    resetDisabled() {
      this.disabled.length = 0;
      this.update(this.server);
    }
    /**
     * Disables a particular feature.
     * @param f
     */
    disable(f) {
      this.disabled.push(f);
      this.update(this.server);
    }
    isDisabled(f) {
      return this.disabled.indexOf(f) !== -1;
    }
    update(v) {
      if (typeof v === "string") v = parseSemVer(v);
      this.server = v;
      this.set(exports.Feature.JS_KV, "2.6.2");
      this.set(exports.Feature.JS_OBJECTSTORE, "2.6.3");
      this.set(exports.Feature.JS_PULL_MAX_BYTES, "2.8.3");
      this.set(exports.Feature.JS_NEW_CONSUMER_CREATE_API, "2.9.0");
      this.set(exports.Feature.JS_ALLOW_DIRECT, "2.9.0");
      this.set(exports.Feature.JS_MULTIPLE_CONSUMER_FILTER, "2.10.0");
      this.set(exports.Feature.JS_SIMPLIFICATION, "2.9.4");
      this.set(exports.Feature.JS_STREAM_CONSUMER_METADATA, "2.10.0");
      this.set(exports.Feature.JS_CONSUMER_FILTER_SUBJECTS, "2.10.0");
      this.set(exports.Feature.JS_STREAM_FIRST_SEQ, "2.10.0");
      this.set(exports.Feature.JS_STREAM_SUBJECT_TRANSFORM, "2.10.0");
      this.set(exports.Feature.JS_STREAM_SOURCE_SUBJECT_TRANSFORM, "2.10.0");
      this.set(exports.Feature.JS_STREAM_COMPRESSION, "2.10.0");
      this.set(exports.Feature.JS_DEFAULT_CONSUMER_LIMITS, "2.10.0");
      this.set(exports.Feature.JS_BATCH_DIRECT_GET, "2.11.0");
      this.set(exports.Feature.JS_PRIORITY_GROUPS, "2.11.0");
      this.set(exports.Feature.JS_CONSUMER_RESET, "2.14.0");
      this.disabled.forEach((f) => {
        this.features.delete(f);
      });
    }
    /**
     * Register a feature that requires a particular server version.
     * @param f
     * @param requires
     */
    set(f, requires) {
      this.features.set(f, {
        min: requires,
        ok: compare(this.server, parseSemVer(requires)) >= 0,
      });
    }
    /**
     * Returns whether the feature is available and the min server
     * version that supports it.
     * @param f
     */
    get(f) {
      return (
        this.features.get(f) || {
          min: "unknown",
          ok: false,
        }
      );
    }
    /**
     * Returns true if the feature is supported
     * @param f
     */
    supports(f) {
      return this.get(f)?.ok || false;
    }
    /**
     * Returns true if the server is at least the specified version
     * @param v
     */
    require(v) {
      if (typeof v === "string") v = parseSemVer(v);
      return compare(this.server, v) >= 0;
    }
  };
  exports.Features = Features;
});

// node_modules/.pnpm/@nats-io+nkeys@2.0.3/node_modules/@nats-io/nkeys/lib/crc16.js
var require_crc16 = /* @__PURE__ */ __commonJSMin((exports) => {
  Object.defineProperty(exports, "__esModule", { value: true });
  exports.crc16 = void 0;
  /**
   * @ignore
   */
  const crc16tab = new Uint16Array([
    0, 4129, 8258, 12387, 16516, 20645, 24774, 28903, 33032, 37161, 41290, 45419, 49548, 53677,
    57806, 61935, 4657, 528, 12915, 8786, 21173, 17044, 29431, 25302, 37689, 33560, 45947, 41818,
    54205, 50076, 62463, 58334, 9314, 13379, 1056, 5121, 25830, 29895, 17572, 21637, 42346, 46411,
    34088, 38153, 58862, 62927, 50604, 54669, 13907, 9842, 5649, 1584, 30423, 26358, 22165, 18100,
    46939, 42874, 38681, 34616, 63455, 59390, 55197, 51132, 18628, 22757, 26758, 30887, 2112, 6241,
    10242, 14371, 51660, 55789, 59790, 63919, 35144, 39273, 43274, 47403, 23285, 19156, 31415,
    27286, 6769, 2640, 14899, 10770, 56317, 52188, 64447, 60318, 39801, 35672, 47931, 43802, 27814,
    31879, 19684, 23749, 11298, 15363, 3168, 7233, 60846, 64911, 52716, 56781, 44330, 48395, 36200,
    40265, 32407, 28342, 24277, 20212, 15891, 11826, 7761, 3696, 65439, 61374, 57309, 53244, 48923,
    44858, 40793, 36728, 37256, 33193, 45514, 41451, 53516, 49453, 61774, 57711, 4224, 161, 12482,
    8419, 20484, 16421, 28742, 24679, 33721, 37784, 41979, 46042, 49981, 54044, 58239, 62302, 689,
    4752, 8947, 13010, 16949, 21012, 25207, 29270, 46570, 42443, 38312, 34185, 62830, 58703, 54572,
    50445, 13538, 9411, 5280, 1153, 29798, 25671, 21540, 17413, 42971, 47098, 34713, 38840, 59231,
    63358, 50973, 55100, 9939, 14066, 1681, 5808, 26199, 30326, 17941, 22068, 55628, 51565, 63758,
    59695, 39368, 35305, 47498, 43435, 22596, 18533, 30726, 26663, 6336, 2273, 14466, 10403, 52093,
    56156, 60223, 64286, 35833, 39896, 43963, 48026, 19061, 23124, 27191, 31254, 2801, 6864, 10931,
    14994, 64814, 60687, 56684, 52557, 48554, 44427, 40424, 36297, 31782, 27655, 23652, 19525,
    15522, 11395, 7392, 3265, 61215, 65342, 53085, 57212, 44955, 49082, 36825, 40952, 28183, 32310,
    20053, 24180, 11923, 16050, 3793, 7920,
  ]);
  /**
   * @ignore
   */
  var crc16 = class crc16 {
    static checksum(data) {
      let crc = 0;
      for (let i = 0; i < data.byteLength; i++) {
        const b = data[i];
        crc = ((crc << 8) & 65535) ^ crc16tab[((crc >> 8) ^ b) & 255];
      }
      return crc;
    }
    static validate(data, expected) {
      return crc16.checksum(data) == expected;
    }
  };
  exports.crc16 = crc16;
});

// node_modules/.pnpm/@nats-io+nkeys@2.0.3/node_modules/@nats-io/nkeys/lib/base32.js
var require_base32 = /* @__PURE__ */ __commonJSMin((exports) => {
  Object.defineProperty(exports, "__esModule", { value: true });
  exports.base32 = void 0;
  /**
   * @ignore
   */
  const b32Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  /**
   * @ignore
   */
  var base32 = class {
    static encode(src) {
      let bits = 0;
      let value = 0;
      const a = new Uint8Array(src);
      const buf = new Uint8Array(src.byteLength * 2);
      let j = 0;
      for (let i = 0; i < a.byteLength; i++) {
        value = (value << 8) | a[i];
        bits += 8;
        while (bits >= 5) {
          const index = (value >>> (bits - 5)) & 31;
          buf[j++] = b32Alphabet.charAt(index).charCodeAt(0);
          bits -= 5;
        }
      }
      if (bits > 0) {
        const index = (value << (5 - bits)) & 31;
        buf[j++] = b32Alphabet.charAt(index).charCodeAt(0);
      }
      return buf.slice(0, j);
    }
    static decode(src) {
      let bits = 0;
      let byte = 0;
      let j = 0;
      const a = new Uint8Array(src);
      const out = new Uint8Array(((a.byteLength * 5) / 8) | 0);
      for (let i = 0; i < a.byteLength; i++) {
        const v = String.fromCharCode(a[i]);
        const vv = b32Alphabet.indexOf(v);
        if (vv === -1) throw new Error("Illegal Base32 character: " + a[i]);
        byte = (byte << 5) | vv;
        bits += 5;
        if (bits >= 8) {
          out[j++] = (byte >>> (bits - 8)) & 255;
          bits -= 8;
        }
      }
      return out.slice(0, j);
    }
  };
  exports.base32 = base32;
});

// node_modules/.pnpm/@nats-io+nkeys@2.0.3/node_modules/@nats-io/nkeys/lib/codec.js
var require_codec = /* @__PURE__ */ __commonJSMin((exports) => {
  Object.defineProperty(exports, "__esModule", { value: true });
  exports.Codec = void 0;
  const crc16_1 = require_crc16();
  const nkeys_1 = require_nkeys$1();
  const base32_1 = require_base32();
  /**
   * @ignore
   */
  var Codec = class Codec {
    static encode(prefix, src) {
      if (!src || !(src instanceof Uint8Array))
        throw new nkeys_1.NKeysError(nkeys_1.NKeysErrorCode.SerializationError);
      if (!nkeys_1.Prefixes.isValidPrefix(prefix))
        throw new nkeys_1.NKeysError(nkeys_1.NKeysErrorCode.InvalidPrefixByte);
      return Codec._encode(false, prefix, src);
    }
    static encodeSeed(role, src) {
      if (!src) throw new nkeys_1.NKeysError(nkeys_1.NKeysErrorCode.ApiError);
      if (!nkeys_1.Prefixes.isValidPublicPrefix(role))
        throw new nkeys_1.NKeysError(nkeys_1.NKeysErrorCode.InvalidPrefixByte);
      if (src.byteLength !== 32)
        throw new nkeys_1.NKeysError(nkeys_1.NKeysErrorCode.InvalidSeedLen);
      return Codec._encode(true, role, src);
    }
    static decode(expected, src) {
      if (!nkeys_1.Prefixes.isValidPrefix(expected))
        throw new nkeys_1.NKeysError(nkeys_1.NKeysErrorCode.InvalidPrefixByte);
      const raw = Codec._decode(src);
      if (raw[0] !== expected)
        throw new nkeys_1.NKeysError(nkeys_1.NKeysErrorCode.InvalidPrefixByte);
      return raw.slice(1);
    }
    static decodeSeed(src) {
      const raw = Codec._decode(src);
      const prefix = Codec._decodePrefix(raw);
      if (prefix[0] != nkeys_1.Prefix.Seed)
        throw new nkeys_1.NKeysError(nkeys_1.NKeysErrorCode.InvalidSeed);
      if (!nkeys_1.Prefixes.isValidPublicPrefix(prefix[1]))
        throw new nkeys_1.NKeysError(nkeys_1.NKeysErrorCode.InvalidPrefixByte);
      return {
        buf: raw.slice(2),
        prefix: prefix[1],
      };
    }
    static _encode(seed, role, payload) {
      const payloadOffset = seed ? 2 : 1;
      const payloadLen = payload.byteLength;
      const cap = payloadOffset + payloadLen + 2;
      const checkOffset = payloadOffset + payloadLen;
      const raw = new Uint8Array(cap);
      if (seed) {
        const encodedPrefix = Codec._encodePrefix(nkeys_1.Prefix.Seed, role);
        raw.set(encodedPrefix);
      } else raw[0] = role;
      raw.set(payload, payloadOffset);
      const checksum = crc16_1.crc16.checksum(raw.slice(0, checkOffset));
      new DataView(raw.buffer).setUint16(checkOffset, checksum, true);
      return base32_1.base32.encode(raw);
    }
    static _decode(src) {
      if (src.byteLength < 4) throw new nkeys_1.NKeysError(nkeys_1.NKeysErrorCode.InvalidEncoding);
      let raw;
      try {
        raw = base32_1.base32.decode(src);
      } catch (ex) {
        throw new nkeys_1.NKeysError(nkeys_1.NKeysErrorCode.InvalidEncoding, { cause: ex });
      }
      const checkOffset = raw.byteLength - 2;
      const checksum = new DataView(raw.buffer).getUint16(checkOffset, true);
      const payload = raw.slice(0, checkOffset);
      if (!crc16_1.crc16.validate(payload, checksum))
        throw new nkeys_1.NKeysError(nkeys_1.NKeysErrorCode.InvalidChecksum);
      return payload;
    }
    static _encodePrefix(kind, role) {
      const b1 = kind | (role >> 5);
      const b2 = (role & 31) << 3;
      return new Uint8Array([b1, b2]);
    }
    static _decodePrefix(raw) {
      const b1 = raw[0] & 248;
      const b2 = ((raw[0] & 7) << 5) | ((raw[1] & 248) >> 3);
      return new Uint8Array([b1, b2]);
    }
  };
  exports.Codec = Codec;
});

// node_modules/.pnpm/tweetnacl@1.0.3/node_modules/tweetnacl/nacl-fast.js
var require_nacl_fast = /* @__PURE__ */ __commonJSMin((exports, module) => {
  (function (nacl) {
    "use strict";
    var gf = function (init) {
      var i,
        r = /* @__PURE__ */ new Float64Array(16);
      if (init) for (i = 0; i < init.length; i++) r[i] = init[i];
      return r;
    };
    var randombytes = function () {
      throw new Error("no PRNG");
    };
    var _0 = /* @__PURE__ */ new Uint8Array(16);
    var _9 = /* @__PURE__ */ new Uint8Array(32);
    _9[0] = 9;
    var gf0 = gf(),
      gf1 = gf([1]),
      _121665 = gf([56129, 1]),
      D = gf([
        30883, 4953, 19914, 30187, 55467, 16705, 2637, 112, 59544, 30585, 16505, 36039, 65139,
        11119, 27886, 20995,
      ]),
      D2 = gf([
        61785, 9906, 39828, 60374, 45398, 33411, 5274, 224, 53552, 61171, 33010, 6542, 64743, 22239,
        55772, 9222,
      ]),
      X = gf([
        54554, 36645, 11616, 51542, 42930, 38181, 51040, 26924, 56412, 64982, 57905, 49316, 21502,
        52590, 14035, 8553,
      ]),
      Y = gf([
        26200, 26214, 26214, 26214, 26214, 26214, 26214, 26214, 26214, 26214, 26214, 26214, 26214,
        26214, 26214, 26214,
      ]),
      I = gf([
        41136, 18958, 6951, 50414, 58488, 44335, 6150, 12099, 55207, 15867, 153, 11085, 57099,
        20417, 9344, 11139,
      ]);
    function ts64(x, i, h, l) {
      x[i] = (h >> 24) & 255;
      x[i + 1] = (h >> 16) & 255;
      x[i + 2] = (h >> 8) & 255;
      x[i + 3] = h & 255;
      x[i + 4] = (l >> 24) & 255;
      x[i + 5] = (l >> 16) & 255;
      x[i + 6] = (l >> 8) & 255;
      x[i + 7] = l & 255;
    }
    function vn(x, xi, y, yi, n) {
      var i,
        d = 0;
      for (i = 0; i < n; i++) d |= x[xi + i] ^ y[yi + i];
      return (1 & ((d - 1) >>> 8)) - 1;
    }
    function crypto_verify_16(x, xi, y, yi) {
      return vn(x, xi, y, yi, 16);
    }
    function crypto_verify_32(x, xi, y, yi) {
      return vn(x, xi, y, yi, 32);
    }
    function core_salsa20(o, p, k, c) {
      var j0 = (c[0] & 255) | ((c[1] & 255) << 8) | ((c[2] & 255) << 16) | ((c[3] & 255) << 24),
        j1 = (k[0] & 255) | ((k[1] & 255) << 8) | ((k[2] & 255) << 16) | ((k[3] & 255) << 24),
        j2 = (k[4] & 255) | ((k[5] & 255) << 8) | ((k[6] & 255) << 16) | ((k[7] & 255) << 24),
        j3 = (k[8] & 255) | ((k[9] & 255) << 8) | ((k[10] & 255) << 16) | ((k[11] & 255) << 24),
        j4 = (k[12] & 255) | ((k[13] & 255) << 8) | ((k[14] & 255) << 16) | ((k[15] & 255) << 24),
        j5 = (c[4] & 255) | ((c[5] & 255) << 8) | ((c[6] & 255) << 16) | ((c[7] & 255) << 24),
        j6 = (p[0] & 255) | ((p[1] & 255) << 8) | ((p[2] & 255) << 16) | ((p[3] & 255) << 24),
        j7 = (p[4] & 255) | ((p[5] & 255) << 8) | ((p[6] & 255) << 16) | ((p[7] & 255) << 24),
        j8 = (p[8] & 255) | ((p[9] & 255) << 8) | ((p[10] & 255) << 16) | ((p[11] & 255) << 24),
        j9 = (p[12] & 255) | ((p[13] & 255) << 8) | ((p[14] & 255) << 16) | ((p[15] & 255) << 24),
        j10 = (c[8] & 255) | ((c[9] & 255) << 8) | ((c[10] & 255) << 16) | ((c[11] & 255) << 24),
        j11 = (k[16] & 255) | ((k[17] & 255) << 8) | ((k[18] & 255) << 16) | ((k[19] & 255) << 24),
        j12 = (k[20] & 255) | ((k[21] & 255) << 8) | ((k[22] & 255) << 16) | ((k[23] & 255) << 24),
        j13 = (k[24] & 255) | ((k[25] & 255) << 8) | ((k[26] & 255) << 16) | ((k[27] & 255) << 24),
        j14 = (k[28] & 255) | ((k[29] & 255) << 8) | ((k[30] & 255) << 16) | ((k[31] & 255) << 24),
        j15 = (c[12] & 255) | ((c[13] & 255) << 8) | ((c[14] & 255) << 16) | ((c[15] & 255) << 24);
      var x0 = j0,
        x1 = j1,
        x2 = j2,
        x3 = j3,
        x4 = j4,
        x5 = j5,
        x6 = j6,
        x7 = j7,
        x8 = j8,
        x9 = j9,
        x10 = j10,
        x11 = j11,
        x12 = j12,
        x13 = j13,
        x14 = j14,
        x15 = j15,
        u;
      for (var i = 0; i < 20; i += 2) {
        u = (x0 + x12) | 0;
        x4 ^= (u << 7) | (u >>> 25);
        u = (x4 + x0) | 0;
        x8 ^= (u << 9) | (u >>> 23);
        u = (x8 + x4) | 0;
        x12 ^= (u << 13) | (u >>> 19);
        u = (x12 + x8) | 0;
        x0 ^= (u << 18) | (u >>> 14);
        u = (x5 + x1) | 0;
        x9 ^= (u << 7) | (u >>> 25);
        u = (x9 + x5) | 0;
        x13 ^= (u << 9) | (u >>> 23);
        u = (x13 + x9) | 0;
        x1 ^= (u << 13) | (u >>> 19);
        u = (x1 + x13) | 0;
        x5 ^= (u << 18) | (u >>> 14);
        u = (x10 + x6) | 0;
        x14 ^= (u << 7) | (u >>> 25);
        u = (x14 + x10) | 0;
        x2 ^= (u << 9) | (u >>> 23);
        u = (x2 + x14) | 0;
        x6 ^= (u << 13) | (u >>> 19);
        u = (x6 + x2) | 0;
        x10 ^= (u << 18) | (u >>> 14);
        u = (x15 + x11) | 0;
        x3 ^= (u << 7) | (u >>> 25);
        u = (x3 + x15) | 0;
        x7 ^= (u << 9) | (u >>> 23);
        u = (x7 + x3) | 0;
        x11 ^= (u << 13) | (u >>> 19);
        u = (x11 + x7) | 0;
        x15 ^= (u << 18) | (u >>> 14);
        u = (x0 + x3) | 0;
        x1 ^= (u << 7) | (u >>> 25);
        u = (x1 + x0) | 0;
        x2 ^= (u << 9) | (u >>> 23);
        u = (x2 + x1) | 0;
        x3 ^= (u << 13) | (u >>> 19);
        u = (x3 + x2) | 0;
        x0 ^= (u << 18) | (u >>> 14);
        u = (x5 + x4) | 0;
        x6 ^= (u << 7) | (u >>> 25);
        u = (x6 + x5) | 0;
        x7 ^= (u << 9) | (u >>> 23);
        u = (x7 + x6) | 0;
        x4 ^= (u << 13) | (u >>> 19);
        u = (x4 + x7) | 0;
        x5 ^= (u << 18) | (u >>> 14);
        u = (x10 + x9) | 0;
        x11 ^= (u << 7) | (u >>> 25);
        u = (x11 + x10) | 0;
        x8 ^= (u << 9) | (u >>> 23);
        u = (x8 + x11) | 0;
        x9 ^= (u << 13) | (u >>> 19);
        u = (x9 + x8) | 0;
        x10 ^= (u << 18) | (u >>> 14);
        u = (x15 + x14) | 0;
        x12 ^= (u << 7) | (u >>> 25);
        u = (x12 + x15) | 0;
        x13 ^= (u << 9) | (u >>> 23);
        u = (x13 + x12) | 0;
        x14 ^= (u << 13) | (u >>> 19);
        u = (x14 + x13) | 0;
        x15 ^= (u << 18) | (u >>> 14);
      }
      x0 = (x0 + j0) | 0;
      x1 = (x1 + j1) | 0;
      x2 = (x2 + j2) | 0;
      x3 = (x3 + j3) | 0;
      x4 = (x4 + j4) | 0;
      x5 = (x5 + j5) | 0;
      x6 = (x6 + j6) | 0;
      x7 = (x7 + j7) | 0;
      x8 = (x8 + j8) | 0;
      x9 = (x9 + j9) | 0;
      x10 = (x10 + j10) | 0;
      x11 = (x11 + j11) | 0;
      x12 = (x12 + j12) | 0;
      x13 = (x13 + j13) | 0;
      x14 = (x14 + j14) | 0;
      x15 = (x15 + j15) | 0;
      o[0] = (x0 >>> 0) & 255;
      o[1] = (x0 >>> 8) & 255;
      o[2] = (x0 >>> 16) & 255;
      o[3] = (x0 >>> 24) & 255;
      o[4] = (x1 >>> 0) & 255;
      o[5] = (x1 >>> 8) & 255;
      o[6] = (x1 >>> 16) & 255;
      o[7] = (x1 >>> 24) & 255;
      o[8] = (x2 >>> 0) & 255;
      o[9] = (x2 >>> 8) & 255;
      o[10] = (x2 >>> 16) & 255;
      o[11] = (x2 >>> 24) & 255;
      o[12] = (x3 >>> 0) & 255;
      o[13] = (x3 >>> 8) & 255;
      o[14] = (x3 >>> 16) & 255;
      o[15] = (x3 >>> 24) & 255;
      o[16] = (x4 >>> 0) & 255;
      o[17] = (x4 >>> 8) & 255;
      o[18] = (x4 >>> 16) & 255;
      o[19] = (x4 >>> 24) & 255;
      o[20] = (x5 >>> 0) & 255;
      o[21] = (x5 >>> 8) & 255;
      o[22] = (x5 >>> 16) & 255;
      o[23] = (x5 >>> 24) & 255;
      o[24] = (x6 >>> 0) & 255;
      o[25] = (x6 >>> 8) & 255;
      o[26] = (x6 >>> 16) & 255;
      o[27] = (x6 >>> 24) & 255;
      o[28] = (x7 >>> 0) & 255;
      o[29] = (x7 >>> 8) & 255;
      o[30] = (x7 >>> 16) & 255;
      o[31] = (x7 >>> 24) & 255;
      o[32] = (x8 >>> 0) & 255;
      o[33] = (x8 >>> 8) & 255;
      o[34] = (x8 >>> 16) & 255;
      o[35] = (x8 >>> 24) & 255;
      o[36] = (x9 >>> 0) & 255;
      o[37] = (x9 >>> 8) & 255;
      o[38] = (x9 >>> 16) & 255;
      o[39] = (x9 >>> 24) & 255;
      o[40] = (x10 >>> 0) & 255;
      o[41] = (x10 >>> 8) & 255;
      o[42] = (x10 >>> 16) & 255;
      o[43] = (x10 >>> 24) & 255;
      o[44] = (x11 >>> 0) & 255;
      o[45] = (x11 >>> 8) & 255;
      o[46] = (x11 >>> 16) & 255;
      o[47] = (x11 >>> 24) & 255;
      o[48] = (x12 >>> 0) & 255;
      o[49] = (x12 >>> 8) & 255;
      o[50] = (x12 >>> 16) & 255;
      o[51] = (x12 >>> 24) & 255;
      o[52] = (x13 >>> 0) & 255;
      o[53] = (x13 >>> 8) & 255;
      o[54] = (x13 >>> 16) & 255;
      o[55] = (x13 >>> 24) & 255;
      o[56] = (x14 >>> 0) & 255;
      o[57] = (x14 >>> 8) & 255;
      o[58] = (x14 >>> 16) & 255;
      o[59] = (x14 >>> 24) & 255;
      o[60] = (x15 >>> 0) & 255;
      o[61] = (x15 >>> 8) & 255;
      o[62] = (x15 >>> 16) & 255;
      o[63] = (x15 >>> 24) & 255;
    }
    function core_hsalsa20(o, p, k, c) {
      var j0 = (c[0] & 255) | ((c[1] & 255) << 8) | ((c[2] & 255) << 16) | ((c[3] & 255) << 24),
        j1 = (k[0] & 255) | ((k[1] & 255) << 8) | ((k[2] & 255) << 16) | ((k[3] & 255) << 24),
        j2 = (k[4] & 255) | ((k[5] & 255) << 8) | ((k[6] & 255) << 16) | ((k[7] & 255) << 24),
        j3 = (k[8] & 255) | ((k[9] & 255) << 8) | ((k[10] & 255) << 16) | ((k[11] & 255) << 24),
        j4 = (k[12] & 255) | ((k[13] & 255) << 8) | ((k[14] & 255) << 16) | ((k[15] & 255) << 24),
        j5 = (c[4] & 255) | ((c[5] & 255) << 8) | ((c[6] & 255) << 16) | ((c[7] & 255) << 24),
        j6 = (p[0] & 255) | ((p[1] & 255) << 8) | ((p[2] & 255) << 16) | ((p[3] & 255) << 24),
        j7 = (p[4] & 255) | ((p[5] & 255) << 8) | ((p[6] & 255) << 16) | ((p[7] & 255) << 24),
        j8 = (p[8] & 255) | ((p[9] & 255) << 8) | ((p[10] & 255) << 16) | ((p[11] & 255) << 24),
        j9 = (p[12] & 255) | ((p[13] & 255) << 8) | ((p[14] & 255) << 16) | ((p[15] & 255) << 24),
        j10 = (c[8] & 255) | ((c[9] & 255) << 8) | ((c[10] & 255) << 16) | ((c[11] & 255) << 24),
        j11 = (k[16] & 255) | ((k[17] & 255) << 8) | ((k[18] & 255) << 16) | ((k[19] & 255) << 24),
        j12 = (k[20] & 255) | ((k[21] & 255) << 8) | ((k[22] & 255) << 16) | ((k[23] & 255) << 24),
        j13 = (k[24] & 255) | ((k[25] & 255) << 8) | ((k[26] & 255) << 16) | ((k[27] & 255) << 24),
        j14 = (k[28] & 255) | ((k[29] & 255) << 8) | ((k[30] & 255) << 16) | ((k[31] & 255) << 24),
        j15 = (c[12] & 255) | ((c[13] & 255) << 8) | ((c[14] & 255) << 16) | ((c[15] & 255) << 24);
      var x0 = j0,
        x1 = j1,
        x2 = j2,
        x3 = j3,
        x4 = j4,
        x5 = j5,
        x6 = j6,
        x7 = j7,
        x8 = j8,
        x9 = j9,
        x10 = j10,
        x11 = j11,
        x12 = j12,
        x13 = j13,
        x14 = j14,
        x15 = j15,
        u;
      for (var i = 0; i < 20; i += 2) {
        u = (x0 + x12) | 0;
        x4 ^= (u << 7) | (u >>> 25);
        u = (x4 + x0) | 0;
        x8 ^= (u << 9) | (u >>> 23);
        u = (x8 + x4) | 0;
        x12 ^= (u << 13) | (u >>> 19);
        u = (x12 + x8) | 0;
        x0 ^= (u << 18) | (u >>> 14);
        u = (x5 + x1) | 0;
        x9 ^= (u << 7) | (u >>> 25);
        u = (x9 + x5) | 0;
        x13 ^= (u << 9) | (u >>> 23);
        u = (x13 + x9) | 0;
        x1 ^= (u << 13) | (u >>> 19);
        u = (x1 + x13) | 0;
        x5 ^= (u << 18) | (u >>> 14);
        u = (x10 + x6) | 0;
        x14 ^= (u << 7) | (u >>> 25);
        u = (x14 + x10) | 0;
        x2 ^= (u << 9) | (u >>> 23);
        u = (x2 + x14) | 0;
        x6 ^= (u << 13) | (u >>> 19);
        u = (x6 + x2) | 0;
        x10 ^= (u << 18) | (u >>> 14);
        u = (x15 + x11) | 0;
        x3 ^= (u << 7) | (u >>> 25);
        u = (x3 + x15) | 0;
        x7 ^= (u << 9) | (u >>> 23);
        u = (x7 + x3) | 0;
        x11 ^= (u << 13) | (u >>> 19);
        u = (x11 + x7) | 0;
        x15 ^= (u << 18) | (u >>> 14);
        u = (x0 + x3) | 0;
        x1 ^= (u << 7) | (u >>> 25);
        u = (x1 + x0) | 0;
        x2 ^= (u << 9) | (u >>> 23);
        u = (x2 + x1) | 0;
        x3 ^= (u << 13) | (u >>> 19);
        u = (x3 + x2) | 0;
        x0 ^= (u << 18) | (u >>> 14);
        u = (x5 + x4) | 0;
        x6 ^= (u << 7) | (u >>> 25);
        u = (x6 + x5) | 0;
        x7 ^= (u << 9) | (u >>> 23);
        u = (x7 + x6) | 0;
        x4 ^= (u << 13) | (u >>> 19);
        u = (x4 + x7) | 0;
        x5 ^= (u << 18) | (u >>> 14);
        u = (x10 + x9) | 0;
        x11 ^= (u << 7) | (u >>> 25);
        u = (x11 + x10) | 0;
        x8 ^= (u << 9) | (u >>> 23);
        u = (x8 + x11) | 0;
        x9 ^= (u << 13) | (u >>> 19);
        u = (x9 + x8) | 0;
        x10 ^= (u << 18) | (u >>> 14);
        u = (x15 + x14) | 0;
        x12 ^= (u << 7) | (u >>> 25);
        u = (x12 + x15) | 0;
        x13 ^= (u << 9) | (u >>> 23);
        u = (x13 + x12) | 0;
        x14 ^= (u << 13) | (u >>> 19);
        u = (x14 + x13) | 0;
        x15 ^= (u << 18) | (u >>> 14);
      }
      o[0] = (x0 >>> 0) & 255;
      o[1] = (x0 >>> 8) & 255;
      o[2] = (x0 >>> 16) & 255;
      o[3] = (x0 >>> 24) & 255;
      o[4] = (x5 >>> 0) & 255;
      o[5] = (x5 >>> 8) & 255;
      o[6] = (x5 >>> 16) & 255;
      o[7] = (x5 >>> 24) & 255;
      o[8] = (x10 >>> 0) & 255;
      o[9] = (x10 >>> 8) & 255;
      o[10] = (x10 >>> 16) & 255;
      o[11] = (x10 >>> 24) & 255;
      o[12] = (x15 >>> 0) & 255;
      o[13] = (x15 >>> 8) & 255;
      o[14] = (x15 >>> 16) & 255;
      o[15] = (x15 >>> 24) & 255;
      o[16] = (x6 >>> 0) & 255;
      o[17] = (x6 >>> 8) & 255;
      o[18] = (x6 >>> 16) & 255;
      o[19] = (x6 >>> 24) & 255;
      o[20] = (x7 >>> 0) & 255;
      o[21] = (x7 >>> 8) & 255;
      o[22] = (x7 >>> 16) & 255;
      o[23] = (x7 >>> 24) & 255;
      o[24] = (x8 >>> 0) & 255;
      o[25] = (x8 >>> 8) & 255;
      o[26] = (x8 >>> 16) & 255;
      o[27] = (x8 >>> 24) & 255;
      o[28] = (x9 >>> 0) & 255;
      o[29] = (x9 >>> 8) & 255;
      o[30] = (x9 >>> 16) & 255;
      o[31] = (x9 >>> 24) & 255;
    }
    function crypto_core_salsa20(out, inp, k, c) {
      core_salsa20(out, inp, k, c);
    }
    function crypto_core_hsalsa20(out, inp, k, c) {
      core_hsalsa20(out, inp, k, c);
    }
    var sigma = new Uint8Array([
      101, 120, 112, 97, 110, 100, 32, 51, 50, 45, 98, 121, 116, 101, 32, 107,
    ]);
    function crypto_stream_salsa20_xor(c, cpos, m, mpos, b, n, k) {
      var z = /* @__PURE__ */ new Uint8Array(16),
        x = /* @__PURE__ */ new Uint8Array(64);
      var u,
        i = 0;
      for (; i < 16; i++) z[i] = 0;
      for (i = 0; i < 8; i++) z[i] = n[i];
      while (b >= 64) {
        crypto_core_salsa20(x, z, k, sigma);
        for (i = 0; i < 64; i++) c[cpos + i] = m[mpos + i] ^ x[i];
        u = 1;
        for (i = 8; i < 16; i++) {
          u = (u + (z[i] & 255)) | 0;
          z[i] = u & 255;
          u >>>= 8;
        }
        b -= 64;
        cpos += 64;
        mpos += 64;
      }
      if (b > 0) {
        crypto_core_salsa20(x, z, k, sigma);
        for (i = 0; i < b; i++) c[cpos + i] = m[mpos + i] ^ x[i];
      }
      return 0;
    }
    function crypto_stream_salsa20(c, cpos, b, n, k) {
      var z = /* @__PURE__ */ new Uint8Array(16),
        x = /* @__PURE__ */ new Uint8Array(64);
      var u,
        i = 0;
      for (; i < 16; i++) z[i] = 0;
      for (i = 0; i < 8; i++) z[i] = n[i];
      while (b >= 64) {
        crypto_core_salsa20(x, z, k, sigma);
        for (i = 0; i < 64; i++) c[cpos + i] = x[i];
        u = 1;
        for (i = 8; i < 16; i++) {
          u = (u + (z[i] & 255)) | 0;
          z[i] = u & 255;
          u >>>= 8;
        }
        b -= 64;
        cpos += 64;
      }
      if (b > 0) {
        crypto_core_salsa20(x, z, k, sigma);
        for (i = 0; i < b; i++) c[cpos + i] = x[i];
      }
      return 0;
    }
    function crypto_stream(c, cpos, d, n, k) {
      var s = /* @__PURE__ */ new Uint8Array(32);
      crypto_core_hsalsa20(s, n, k, sigma);
      var sn = /* @__PURE__ */ new Uint8Array(8);
      for (var i = 0; i < 8; i++) sn[i] = n[i + 16];
      return crypto_stream_salsa20(c, cpos, d, sn, s);
    }
    function crypto_stream_xor(c, cpos, m, mpos, d, n, k) {
      var s = /* @__PURE__ */ new Uint8Array(32);
      crypto_core_hsalsa20(s, n, k, sigma);
      var sn = /* @__PURE__ */ new Uint8Array(8);
      for (var i = 0; i < 8; i++) sn[i] = n[i + 16];
      return crypto_stream_salsa20_xor(c, cpos, m, mpos, d, sn, s);
    }
    var poly1305 = function (key) {
      this.buffer = /* @__PURE__ */ new Uint8Array(16);
      this.r = /* @__PURE__ */ new Uint16Array(10);
      this.h = /* @__PURE__ */ new Uint16Array(10);
      this.pad = /* @__PURE__ */ new Uint16Array(8);
      this.leftover = 0;
      this.fin = 0;
      var t0 = (key[0] & 255) | ((key[1] & 255) << 8),
        t1,
        t2,
        t3,
        t4,
        t5,
        t6,
        t7;
      this.r[0] = t0 & 8191;
      t1 = (key[2] & 255) | ((key[3] & 255) << 8);
      this.r[1] = ((t0 >>> 13) | (t1 << 3)) & 8191;
      t2 = (key[4] & 255) | ((key[5] & 255) << 8);
      this.r[2] = ((t1 >>> 10) | (t2 << 6)) & 7939;
      t3 = (key[6] & 255) | ((key[7] & 255) << 8);
      this.r[3] = ((t2 >>> 7) | (t3 << 9)) & 8191;
      t4 = (key[8] & 255) | ((key[9] & 255) << 8);
      this.r[4] = ((t3 >>> 4) | (t4 << 12)) & 255;
      this.r[5] = (t4 >>> 1) & 8190;
      t5 = (key[10] & 255) | ((key[11] & 255) << 8);
      this.r[6] = ((t4 >>> 14) | (t5 << 2)) & 8191;
      t6 = (key[12] & 255) | ((key[13] & 255) << 8);
      this.r[7] = ((t5 >>> 11) | (t6 << 5)) & 8065;
      t7 = (key[14] & 255) | ((key[15] & 255) << 8);
      this.r[8] = ((t6 >>> 8) | (t7 << 8)) & 8191;
      this.r[9] = (t7 >>> 5) & 127;
      this.pad[0] = (key[16] & 255) | ((key[17] & 255) << 8);
      this.pad[1] = (key[18] & 255) | ((key[19] & 255) << 8);
      this.pad[2] = (key[20] & 255) | ((key[21] & 255) << 8);
      this.pad[3] = (key[22] & 255) | ((key[23] & 255) << 8);
      this.pad[4] = (key[24] & 255) | ((key[25] & 255) << 8);
      this.pad[5] = (key[26] & 255) | ((key[27] & 255) << 8);
      this.pad[6] = (key[28] & 255) | ((key[29] & 255) << 8);
      this.pad[7] = (key[30] & 255) | ((key[31] & 255) << 8);
    };
    poly1305.prototype.blocks = function (m, mpos, bytes) {
      var hibit = this.fin ? 0 : 2048;
      var t0, t1, t2, t3, t4, t5, t6, t7, c;
      var d0, d1, d2, d3, d4, d5, d6, d7, d8, d9;
      var h0 = this.h[0],
        h1 = this.h[1],
        h2 = this.h[2],
        h3 = this.h[3],
        h4 = this.h[4],
        h5 = this.h[5],
        h6 = this.h[6],
        h7 = this.h[7],
        h8 = this.h[8],
        h9 = this.h[9];
      var r0 = this.r[0],
        r1 = this.r[1],
        r2 = this.r[2],
        r3 = this.r[3],
        r4 = this.r[4],
        r5 = this.r[5],
        r6 = this.r[6],
        r7 = this.r[7],
        r8 = this.r[8],
        r9 = this.r[9];
      while (bytes >= 16) {
        t0 = (m[mpos + 0] & 255) | ((m[mpos + 1] & 255) << 8);
        h0 += t0 & 8191;
        t1 = (m[mpos + 2] & 255) | ((m[mpos + 3] & 255) << 8);
        h1 += ((t0 >>> 13) | (t1 << 3)) & 8191;
        t2 = (m[mpos + 4] & 255) | ((m[mpos + 5] & 255) << 8);
        h2 += ((t1 >>> 10) | (t2 << 6)) & 8191;
        t3 = (m[mpos + 6] & 255) | ((m[mpos + 7] & 255) << 8);
        h3 += ((t2 >>> 7) | (t3 << 9)) & 8191;
        t4 = (m[mpos + 8] & 255) | ((m[mpos + 9] & 255) << 8);
        h4 += ((t3 >>> 4) | (t4 << 12)) & 8191;
        h5 += (t4 >>> 1) & 8191;
        t5 = (m[mpos + 10] & 255) | ((m[mpos + 11] & 255) << 8);
        h6 += ((t4 >>> 14) | (t5 << 2)) & 8191;
        t6 = (m[mpos + 12] & 255) | ((m[mpos + 13] & 255) << 8);
        h7 += ((t5 >>> 11) | (t6 << 5)) & 8191;
        t7 = (m[mpos + 14] & 255) | ((m[mpos + 15] & 255) << 8);
        h8 += ((t6 >>> 8) | (t7 << 8)) & 8191;
        h9 += (t7 >>> 5) | hibit;
        c = 0;
        d0 = c;
        d0 += h0 * r0;
        d0 += h1 * (5 * r9);
        d0 += h2 * (5 * r8);
        d0 += h3 * (5 * r7);
        d0 += h4 * (5 * r6);
        c = d0 >>> 13;
        d0 &= 8191;
        d0 += h5 * (5 * r5);
        d0 += h6 * (5 * r4);
        d0 += h7 * (5 * r3);
        d0 += h8 * (5 * r2);
        d0 += h9 * (5 * r1);
        c += d0 >>> 13;
        d0 &= 8191;
        d1 = c;
        d1 += h0 * r1;
        d1 += h1 * r0;
        d1 += h2 * (5 * r9);
        d1 += h3 * (5 * r8);
        d1 += h4 * (5 * r7);
        c = d1 >>> 13;
        d1 &= 8191;
        d1 += h5 * (5 * r6);
        d1 += h6 * (5 * r5);
        d1 += h7 * (5 * r4);
        d1 += h8 * (5 * r3);
        d1 += h9 * (5 * r2);
        c += d1 >>> 13;
        d1 &= 8191;
        d2 = c;
        d2 += h0 * r2;
        d2 += h1 * r1;
        d2 += h2 * r0;
        d2 += h3 * (5 * r9);
        d2 += h4 * (5 * r8);
        c = d2 >>> 13;
        d2 &= 8191;
        d2 += h5 * (5 * r7);
        d2 += h6 * (5 * r6);
        d2 += h7 * (5 * r5);
        d2 += h8 * (5 * r4);
        d2 += h9 * (5 * r3);
        c += d2 >>> 13;
        d2 &= 8191;
        d3 = c;
        d3 += h0 * r3;
        d3 += h1 * r2;
        d3 += h2 * r1;
        d3 += h3 * r0;
        d3 += h4 * (5 * r9);
        c = d3 >>> 13;
        d3 &= 8191;
        d3 += h5 * (5 * r8);
        d3 += h6 * (5 * r7);
        d3 += h7 * (5 * r6);
        d3 += h8 * (5 * r5);
        d3 += h9 * (5 * r4);
        c += d3 >>> 13;
        d3 &= 8191;
        d4 = c;
        d4 += h0 * r4;
        d4 += h1 * r3;
        d4 += h2 * r2;
        d4 += h3 * r1;
        d4 += h4 * r0;
        c = d4 >>> 13;
        d4 &= 8191;
        d4 += h5 * (5 * r9);
        d4 += h6 * (5 * r8);
        d4 += h7 * (5 * r7);
        d4 += h8 * (5 * r6);
        d4 += h9 * (5 * r5);
        c += d4 >>> 13;
        d4 &= 8191;
        d5 = c;
        d5 += h0 * r5;
        d5 += h1 * r4;
        d5 += h2 * r3;
        d5 += h3 * r2;
        d5 += h4 * r1;
        c = d5 >>> 13;
        d5 &= 8191;
        d5 += h5 * r0;
        d5 += h6 * (5 * r9);
        d5 += h7 * (5 * r8);
        d5 += h8 * (5 * r7);
        d5 += h9 * (5 * r6);
        c += d5 >>> 13;
        d5 &= 8191;
        d6 = c;
        d6 += h0 * r6;
        d6 += h1 * r5;
        d6 += h2 * r4;
        d6 += h3 * r3;
        d6 += h4 * r2;
        c = d6 >>> 13;
        d6 &= 8191;
        d6 += h5 * r1;
        d6 += h6 * r0;
        d6 += h7 * (5 * r9);
        d6 += h8 * (5 * r8);
        d6 += h9 * (5 * r7);
        c += d6 >>> 13;
        d6 &= 8191;
        d7 = c;
        d7 += h0 * r7;
        d7 += h1 * r6;
        d7 += h2 * r5;
        d7 += h3 * r4;
        d7 += h4 * r3;
        c = d7 >>> 13;
        d7 &= 8191;
        d7 += h5 * r2;
        d7 += h6 * r1;
        d7 += h7 * r0;
        d7 += h8 * (5 * r9);
        d7 += h9 * (5 * r8);
        c += d7 >>> 13;
        d7 &= 8191;
        d8 = c;
        d8 += h0 * r8;
        d8 += h1 * r7;
        d8 += h2 * r6;
        d8 += h3 * r5;
        d8 += h4 * r4;
        c = d8 >>> 13;
        d8 &= 8191;
        d8 += h5 * r3;
        d8 += h6 * r2;
        d8 += h7 * r1;
        d8 += h8 * r0;
        d8 += h9 * (5 * r9);
        c += d8 >>> 13;
        d8 &= 8191;
        d9 = c;
        d9 += h0 * r9;
        d9 += h1 * r8;
        d9 += h2 * r7;
        d9 += h3 * r6;
        d9 += h4 * r5;
        c = d9 >>> 13;
        d9 &= 8191;
        d9 += h5 * r4;
        d9 += h6 * r3;
        d9 += h7 * r2;
        d9 += h8 * r1;
        d9 += h9 * r0;
        c += d9 >>> 13;
        d9 &= 8191;
        c = ((c << 2) + c) | 0;
        c = (c + d0) | 0;
        d0 = c & 8191;
        c = c >>> 13;
        d1 += c;
        h0 = d0;
        h1 = d1;
        h2 = d2;
        h3 = d3;
        h4 = d4;
        h5 = d5;
        h6 = d6;
        h7 = d7;
        h8 = d8;
        h9 = d9;
        mpos += 16;
        bytes -= 16;
      }
      this.h[0] = h0;
      this.h[1] = h1;
      this.h[2] = h2;
      this.h[3] = h3;
      this.h[4] = h4;
      this.h[5] = h5;
      this.h[6] = h6;
      this.h[7] = h7;
      this.h[8] = h8;
      this.h[9] = h9;
    };
    poly1305.prototype.finish = function (mac, macpos) {
      var g = /* @__PURE__ */ new Uint16Array(10);
      var c, mask, f, i;
      if (this.leftover) {
        i = this.leftover;
        this.buffer[i++] = 1;
        for (; i < 16; i++) this.buffer[i] = 0;
        this.fin = 1;
        this.blocks(this.buffer, 0, 16);
      }
      c = this.h[1] >>> 13;
      this.h[1] &= 8191;
      for (i = 2; i < 10; i++) {
        this.h[i] += c;
        c = this.h[i] >>> 13;
        this.h[i] &= 8191;
      }
      this.h[0] += c * 5;
      c = this.h[0] >>> 13;
      this.h[0] &= 8191;
      this.h[1] += c;
      c = this.h[1] >>> 13;
      this.h[1] &= 8191;
      this.h[2] += c;
      g[0] = this.h[0] + 5;
      c = g[0] >>> 13;
      g[0] &= 8191;
      for (i = 1; i < 10; i++) {
        g[i] = this.h[i] + c;
        c = g[i] >>> 13;
        g[i] &= 8191;
      }
      g[9] -= 8192;
      mask = (c ^ 1) - 1;
      for (i = 0; i < 10; i++) g[i] &= mask;
      mask = ~mask;
      for (i = 0; i < 10; i++) this.h[i] = (this.h[i] & mask) | g[i];
      this.h[0] = (this.h[0] | (this.h[1] << 13)) & 65535;
      this.h[1] = ((this.h[1] >>> 3) | (this.h[2] << 10)) & 65535;
      this.h[2] = ((this.h[2] >>> 6) | (this.h[3] << 7)) & 65535;
      this.h[3] = ((this.h[3] >>> 9) | (this.h[4] << 4)) & 65535;
      this.h[4] = ((this.h[4] >>> 12) | (this.h[5] << 1) | (this.h[6] << 14)) & 65535;
      this.h[5] = ((this.h[6] >>> 2) | (this.h[7] << 11)) & 65535;
      this.h[6] = ((this.h[7] >>> 5) | (this.h[8] << 8)) & 65535;
      this.h[7] = ((this.h[8] >>> 8) | (this.h[9] << 5)) & 65535;
      f = this.h[0] + this.pad[0];
      this.h[0] = f & 65535;
      for (i = 1; i < 8; i++) {
        f = (((this.h[i] + this.pad[i]) | 0) + (f >>> 16)) | 0;
        this.h[i] = f & 65535;
      }
      mac[macpos + 0] = (this.h[0] >>> 0) & 255;
      mac[macpos + 1] = (this.h[0] >>> 8) & 255;
      mac[macpos + 2] = (this.h[1] >>> 0) & 255;
      mac[macpos + 3] = (this.h[1] >>> 8) & 255;
      mac[macpos + 4] = (this.h[2] >>> 0) & 255;
      mac[macpos + 5] = (this.h[2] >>> 8) & 255;
      mac[macpos + 6] = (this.h[3] >>> 0) & 255;
      mac[macpos + 7] = (this.h[3] >>> 8) & 255;
      mac[macpos + 8] = (this.h[4] >>> 0) & 255;
      mac[macpos + 9] = (this.h[4] >>> 8) & 255;
      mac[macpos + 10] = (this.h[5] >>> 0) & 255;
      mac[macpos + 11] = (this.h[5] >>> 8) & 255;
      mac[macpos + 12] = (this.h[6] >>> 0) & 255;
      mac[macpos + 13] = (this.h[6] >>> 8) & 255;
      mac[macpos + 14] = (this.h[7] >>> 0) & 255;
      mac[macpos + 15] = (this.h[7] >>> 8) & 255;
    };
    poly1305.prototype.update = function (m, mpos, bytes) {
      var i, want;
      if (this.leftover) {
        want = 16 - this.leftover;
        if (want > bytes) want = bytes;
        for (i = 0; i < want; i++) this.buffer[this.leftover + i] = m[mpos + i];
        bytes -= want;
        mpos += want;
        this.leftover += want;
        if (this.leftover < 16) return;
        this.blocks(this.buffer, 0, 16);
        this.leftover = 0;
      }
      if (bytes >= 16) {
        want = bytes - (bytes % 16);
        this.blocks(m, mpos, want);
        mpos += want;
        bytes -= want;
      }
      if (bytes) {
        for (i = 0; i < bytes; i++) this.buffer[this.leftover + i] = m[mpos + i];
        this.leftover += bytes;
      }
    };
    function crypto_onetimeauth(out, outpos, m, mpos, n, k) {
      var s = new poly1305(k);
      s.update(m, mpos, n);
      s.finish(out, outpos);
      return 0;
    }
    function crypto_onetimeauth_verify(h, hpos, m, mpos, n, k) {
      var x = /* @__PURE__ */ new Uint8Array(16);
      crypto_onetimeauth(x, 0, m, mpos, n, k);
      return crypto_verify_16(h, hpos, x, 0);
    }
    function crypto_secretbox(c, m, d, n, k) {
      var i;
      if (d < 32) return -1;
      crypto_stream_xor(c, 0, m, 0, d, n, k);
      crypto_onetimeauth(c, 16, c, 32, d - 32, c);
      for (i = 0; i < 16; i++) c[i] = 0;
      return 0;
    }
    function crypto_secretbox_open(m, c, d, n, k) {
      var i;
      var x = /* @__PURE__ */ new Uint8Array(32);
      if (d < 32) return -1;
      crypto_stream(x, 0, 32, n, k);
      if (crypto_onetimeauth_verify(c, 16, c, 32, d - 32, x) !== 0) return -1;
      crypto_stream_xor(m, 0, c, 0, d, n, k);
      for (i = 0; i < 32; i++) m[i] = 0;
      return 0;
    }
    function set25519(r, a) {
      var i = 0;
      for (; i < 16; i++) r[i] = a[i] | 0;
    }
    function car25519(o) {
      var i,
        v,
        c = 1;
      for (i = 0; i < 16; i++) {
        v = o[i] + c + 65535;
        c = Math.floor(v / 65536);
        o[i] = v - c * 65536;
      }
      o[0] += c - 1 + 37 * (c - 1);
    }
    function sel25519(p, q, b) {
      var t,
        c = ~(b - 1);
      for (var i = 0; i < 16; i++) {
        t = c & (p[i] ^ q[i]);
        p[i] ^= t;
        q[i] ^= t;
      }
    }
    function pack25519(o, n) {
      var i, j, b;
      var m = gf(),
        t = gf();
      for (i = 0; i < 16; i++) t[i] = n[i];
      car25519(t);
      car25519(t);
      car25519(t);
      for (j = 0; j < 2; j++) {
        m[0] = t[0] - 65517;
        for (i = 1; i < 15; i++) {
          m[i] = t[i] - 65535 - ((m[i - 1] >> 16) & 1);
          m[i - 1] &= 65535;
        }
        m[15] = t[15] - 32767 - ((m[14] >> 16) & 1);
        b = (m[15] >> 16) & 1;
        m[14] &= 65535;
        sel25519(t, m, 1 - b);
      }
      for (i = 0; i < 16; i++) {
        o[2 * i] = t[i] & 255;
        o[2 * i + 1] = t[i] >> 8;
      }
    }
    function neq25519(a, b) {
      var c = /* @__PURE__ */ new Uint8Array(32),
        d = /* @__PURE__ */ new Uint8Array(32);
      pack25519(c, a);
      pack25519(d, b);
      return crypto_verify_32(c, 0, d, 0);
    }
    function par25519(a) {
      var d = /* @__PURE__ */ new Uint8Array(32);
      pack25519(d, a);
      return d[0] & 1;
    }
    function unpack25519(o, n) {
      var i = 0;
      for (; i < 16; i++) o[i] = n[2 * i] + (n[2 * i + 1] << 8);
      o[15] &= 32767;
    }
    function A(o, a, b) {
      for (var i = 0; i < 16; i++) o[i] = a[i] + b[i];
    }
    function Z(o, a, b) {
      for (var i = 0; i < 16; i++) o[i] = a[i] - b[i];
    }
    function M(o, a, b) {
      var v,
        c,
        t0 = 0,
        t1 = 0,
        t2 = 0,
        t3 = 0,
        t4 = 0,
        t5 = 0,
        t6 = 0,
        t7 = 0,
        t8 = 0,
        t9 = 0,
        t10 = 0,
        t11 = 0,
        t12 = 0,
        t13 = 0,
        t14 = 0,
        t15 = 0,
        t16 = 0,
        t17 = 0,
        t18 = 0,
        t19 = 0,
        t20 = 0,
        t21 = 0,
        t22 = 0,
        t23 = 0,
        t24 = 0,
        t25 = 0,
        t26 = 0,
        t27 = 0,
        t28 = 0,
        t29 = 0,
        t30 = 0,
        b0 = b[0],
        b1 = b[1],
        b2 = b[2],
        b3 = b[3],
        b4 = b[4],
        b5 = b[5],
        b6 = b[6],
        b7 = b[7],
        b8 = b[8],
        b9 = b[9],
        b10 = b[10],
        b11 = b[11],
        b12 = b[12],
        b13 = b[13],
        b14 = b[14],
        b15 = b[15];
      v = a[0];
      t0 += v * b0;
      t1 += v * b1;
      t2 += v * b2;
      t3 += v * b3;
      t4 += v * b4;
      t5 += v * b5;
      t6 += v * b6;
      t7 += v * b7;
      t8 += v * b8;
      t9 += v * b9;
      t10 += v * b10;
      t11 += v * b11;
      t12 += v * b12;
      t13 += v * b13;
      t14 += v * b14;
      t15 += v * b15;
      v = a[1];
      t1 += v * b0;
      t2 += v * b1;
      t3 += v * b2;
      t4 += v * b3;
      t5 += v * b4;
      t6 += v * b5;
      t7 += v * b6;
      t8 += v * b7;
      t9 += v * b8;
      t10 += v * b9;
      t11 += v * b10;
      t12 += v * b11;
      t13 += v * b12;
      t14 += v * b13;
      t15 += v * b14;
      t16 += v * b15;
      v = a[2];
      t2 += v * b0;
      t3 += v * b1;
      t4 += v * b2;
      t5 += v * b3;
      t6 += v * b4;
      t7 += v * b5;
      t8 += v * b6;
      t9 += v * b7;
      t10 += v * b8;
      t11 += v * b9;
      t12 += v * b10;
      t13 += v * b11;
      t14 += v * b12;
      t15 += v * b13;
      t16 += v * b14;
      t17 += v * b15;
      v = a[3];
      t3 += v * b0;
      t4 += v * b1;
      t5 += v * b2;
      t6 += v * b3;
      t7 += v * b4;
      t8 += v * b5;
      t9 += v * b6;
      t10 += v * b7;
      t11 += v * b8;
      t12 += v * b9;
      t13 += v * b10;
      t14 += v * b11;
      t15 += v * b12;
      t16 += v * b13;
      t17 += v * b14;
      t18 += v * b15;
      v = a[4];
      t4 += v * b0;
      t5 += v * b1;
      t6 += v * b2;
      t7 += v * b3;
      t8 += v * b4;
      t9 += v * b5;
      t10 += v * b6;
      t11 += v * b7;
      t12 += v * b8;
      t13 += v * b9;
      t14 += v * b10;
      t15 += v * b11;
      t16 += v * b12;
      t17 += v * b13;
      t18 += v * b14;
      t19 += v * b15;
      v = a[5];
      t5 += v * b0;
      t6 += v * b1;
      t7 += v * b2;
      t8 += v * b3;
      t9 += v * b4;
      t10 += v * b5;
      t11 += v * b6;
      t12 += v * b7;
      t13 += v * b8;
      t14 += v * b9;
      t15 += v * b10;
      t16 += v * b11;
      t17 += v * b12;
      t18 += v * b13;
      t19 += v * b14;
      t20 += v * b15;
      v = a[6];
      t6 += v * b0;
      t7 += v * b1;
      t8 += v * b2;
      t9 += v * b3;
      t10 += v * b4;
      t11 += v * b5;
      t12 += v * b6;
      t13 += v * b7;
      t14 += v * b8;
      t15 += v * b9;
      t16 += v * b10;
      t17 += v * b11;
      t18 += v * b12;
      t19 += v * b13;
      t20 += v * b14;
      t21 += v * b15;
      v = a[7];
      t7 += v * b0;
      t8 += v * b1;
      t9 += v * b2;
      t10 += v * b3;
      t11 += v * b4;
      t12 += v * b5;
      t13 += v * b6;
      t14 += v * b7;
      t15 += v * b8;
      t16 += v * b9;
      t17 += v * b10;
      t18 += v * b11;
      t19 += v * b12;
      t20 += v * b13;
      t21 += v * b14;
      t22 += v * b15;
      v = a[8];
      t8 += v * b0;
      t9 += v * b1;
      t10 += v * b2;
      t11 += v * b3;
      t12 += v * b4;
      t13 += v * b5;
      t14 += v * b6;
      t15 += v * b7;
      t16 += v * b8;
      t17 += v * b9;
      t18 += v * b10;
      t19 += v * b11;
      t20 += v * b12;
      t21 += v * b13;
      t22 += v * b14;
      t23 += v * b15;
      v = a[9];
      t9 += v * b0;
      t10 += v * b1;
      t11 += v * b2;
      t12 += v * b3;
      t13 += v * b4;
      t14 += v * b5;
      t15 += v * b6;
      t16 += v * b7;
      t17 += v * b8;
      t18 += v * b9;
      t19 += v * b10;
      t20 += v * b11;
      t21 += v * b12;
      t22 += v * b13;
      t23 += v * b14;
      t24 += v * b15;
      v = a[10];
      t10 += v * b0;
      t11 += v * b1;
      t12 += v * b2;
      t13 += v * b3;
      t14 += v * b4;
      t15 += v * b5;
      t16 += v * b6;
      t17 += v * b7;
      t18 += v * b8;
      t19 += v * b9;
      t20 += v * b10;
      t21 += v * b11;
      t22 += v * b12;
      t23 += v * b13;
      t24 += v * b14;
      t25 += v * b15;
      v = a[11];
      t11 += v * b0;
      t12 += v * b1;
      t13 += v * b2;
      t14 += v * b3;
      t15 += v * b4;
      t16 += v * b5;
      t17 += v * b6;
      t18 += v * b7;
      t19 += v * b8;
      t20 += v * b9;
      t21 += v * b10;
      t22 += v * b11;
      t23 += v * b12;
      t24 += v * b13;
      t25 += v * b14;
      t26 += v * b15;
      v = a[12];
      t12 += v * b0;
      t13 += v * b1;
      t14 += v * b2;
      t15 += v * b3;
      t16 += v * b4;
      t17 += v * b5;
      t18 += v * b6;
      t19 += v * b7;
      t20 += v * b8;
      t21 += v * b9;
      t22 += v * b10;
      t23 += v * b11;
      t24 += v * b12;
      t25 += v * b13;
      t26 += v * b14;
      t27 += v * b15;
      v = a[13];
      t13 += v * b0;
      t14 += v * b1;
      t15 += v * b2;
      t16 += v * b3;
      t17 += v * b4;
      t18 += v * b5;
      t19 += v * b6;
      t20 += v * b7;
      t21 += v * b8;
      t22 += v * b9;
      t23 += v * b10;
      t24 += v * b11;
      t25 += v * b12;
      t26 += v * b13;
      t27 += v * b14;
      t28 += v * b15;
      v = a[14];
      t14 += v * b0;
      t15 += v * b1;
      t16 += v * b2;
      t17 += v * b3;
      t18 += v * b4;
      t19 += v * b5;
      t20 += v * b6;
      t21 += v * b7;
      t22 += v * b8;
      t23 += v * b9;
      t24 += v * b10;
      t25 += v * b11;
      t26 += v * b12;
      t27 += v * b13;
      t28 += v * b14;
      t29 += v * b15;
      v = a[15];
      t15 += v * b0;
      t16 += v * b1;
      t17 += v * b2;
      t18 += v * b3;
      t19 += v * b4;
      t20 += v * b5;
      t21 += v * b6;
      t22 += v * b7;
      t23 += v * b8;
      t24 += v * b9;
      t25 += v * b10;
      t26 += v * b11;
      t27 += v * b12;
      t28 += v * b13;
      t29 += v * b14;
      t30 += v * b15;
      t0 += 38 * t16;
      t1 += 38 * t17;
      t2 += 38 * t18;
      t3 += 38 * t19;
      t4 += 38 * t20;
      t5 += 38 * t21;
      t6 += 38 * t22;
      t7 += 38 * t23;
      t8 += 38 * t24;
      t9 += 38 * t25;
      t10 += 38 * t26;
      t11 += 38 * t27;
      t12 += 38 * t28;
      t13 += 38 * t29;
      t14 += 38 * t30;
      c = 1;
      v = t0 + c + 65535;
      c = Math.floor(v / 65536);
      t0 = v - c * 65536;
      v = t1 + c + 65535;
      c = Math.floor(v / 65536);
      t1 = v - c * 65536;
      v = t2 + c + 65535;
      c = Math.floor(v / 65536);
      t2 = v - c * 65536;
      v = t3 + c + 65535;
      c = Math.floor(v / 65536);
      t3 = v - c * 65536;
      v = t4 + c + 65535;
      c = Math.floor(v / 65536);
      t4 = v - c * 65536;
      v = t5 + c + 65535;
      c = Math.floor(v / 65536);
      t5 = v - c * 65536;
      v = t6 + c + 65535;
      c = Math.floor(v / 65536);
      t6 = v - c * 65536;
      v = t7 + c + 65535;
      c = Math.floor(v / 65536);
      t7 = v - c * 65536;
      v = t8 + c + 65535;
      c = Math.floor(v / 65536);
      t8 = v - c * 65536;
      v = t9 + c + 65535;
      c = Math.floor(v / 65536);
      t9 = v - c * 65536;
      v = t10 + c + 65535;
      c = Math.floor(v / 65536);
      t10 = v - c * 65536;
      v = t11 + c + 65535;
      c = Math.floor(v / 65536);
      t11 = v - c * 65536;
      v = t12 + c + 65535;
      c = Math.floor(v / 65536);
      t12 = v - c * 65536;
      v = t13 + c + 65535;
      c = Math.floor(v / 65536);
      t13 = v - c * 65536;
      v = t14 + c + 65535;
      c = Math.floor(v / 65536);
      t14 = v - c * 65536;
      v = t15 + c + 65535;
      c = Math.floor(v / 65536);
      t15 = v - c * 65536;
      t0 += c - 1 + 37 * (c - 1);
      c = 1;
      v = t0 + c + 65535;
      c = Math.floor(v / 65536);
      t0 = v - c * 65536;
      v = t1 + c + 65535;
      c = Math.floor(v / 65536);
      t1 = v - c * 65536;
      v = t2 + c + 65535;
      c = Math.floor(v / 65536);
      t2 = v - c * 65536;
      v = t3 + c + 65535;
      c = Math.floor(v / 65536);
      t3 = v - c * 65536;
      v = t4 + c + 65535;
      c = Math.floor(v / 65536);
      t4 = v - c * 65536;
      v = t5 + c + 65535;
      c = Math.floor(v / 65536);
      t5 = v - c * 65536;
      v = t6 + c + 65535;
      c = Math.floor(v / 65536);
      t6 = v - c * 65536;
      v = t7 + c + 65535;
      c = Math.floor(v / 65536);
      t7 = v - c * 65536;
      v = t8 + c + 65535;
      c = Math.floor(v / 65536);
      t8 = v - c * 65536;
      v = t9 + c + 65535;
      c = Math.floor(v / 65536);
      t9 = v - c * 65536;
      v = t10 + c + 65535;
      c = Math.floor(v / 65536);
      t10 = v - c * 65536;
      v = t11 + c + 65535;
      c = Math.floor(v / 65536);
      t11 = v - c * 65536;
      v = t12 + c + 65535;
      c = Math.floor(v / 65536);
      t12 = v - c * 65536;
      v = t13 + c + 65535;
      c = Math.floor(v / 65536);
      t13 = v - c * 65536;
      v = t14 + c + 65535;
      c = Math.floor(v / 65536);
      t14 = v - c * 65536;
      v = t15 + c + 65535;
      c = Math.floor(v / 65536);
      t15 = v - c * 65536;
      t0 += c - 1 + 37 * (c - 1);
      o[0] = t0;
      o[1] = t1;
      o[2] = t2;
      o[3] = t3;
      o[4] = t4;
      o[5] = t5;
      o[6] = t6;
      o[7] = t7;
      o[8] = t8;
      o[9] = t9;
      o[10] = t10;
      o[11] = t11;
      o[12] = t12;
      o[13] = t13;
      o[14] = t14;
      o[15] = t15;
    }
    function S(o, a) {
      M(o, a, a);
    }
    function inv25519(o, i) {
      var c = gf();
      var a = 0;
      for (; a < 16; a++) c[a] = i[a];
      for (a = 253; a >= 0; a--) {
        S(c, c);
        if (a !== 2 && a !== 4) M(c, c, i);
      }
      for (a = 0; a < 16; a++) o[a] = c[a];
    }
    function pow2523(o, i) {
      var c = gf();
      var a = 0;
      for (; a < 16; a++) c[a] = i[a];
      for (a = 250; a >= 0; a--) {
        S(c, c);
        if (a !== 1) M(c, c, i);
      }
      for (a = 0; a < 16; a++) o[a] = c[a];
    }
    function crypto_scalarmult(q, n, p) {
      var z = /* @__PURE__ */ new Uint8Array(32);
      var x = /* @__PURE__ */ new Float64Array(80),
        r,
        i;
      var a = gf(),
        b = gf(),
        c = gf(),
        d = gf(),
        e = gf(),
        f = gf();
      for (i = 0; i < 31; i++) z[i] = n[i];
      z[31] = (n[31] & 127) | 64;
      z[0] &= 248;
      unpack25519(x, p);
      for (i = 0; i < 16; i++) {
        b[i] = x[i];
        d[i] = a[i] = c[i] = 0;
      }
      a[0] = d[0] = 1;
      for (i = 254; i >= 0; --i) {
        r = (z[i >>> 3] >>> (i & 7)) & 1;
        sel25519(a, b, r);
        sel25519(c, d, r);
        A(e, a, c);
        Z(a, a, c);
        A(c, b, d);
        Z(b, b, d);
        S(d, e);
        S(f, a);
        M(a, c, a);
        M(c, b, e);
        A(e, a, c);
        Z(a, a, c);
        S(b, a);
        Z(c, d, f);
        M(a, c, _121665);
        A(a, a, d);
        M(c, c, a);
        M(a, d, f);
        M(d, b, x);
        S(b, e);
        sel25519(a, b, r);
        sel25519(c, d, r);
      }
      for (i = 0; i < 16; i++) {
        x[i + 16] = a[i];
        x[i + 32] = c[i];
        x[i + 48] = b[i];
        x[i + 64] = d[i];
      }
      var x32 = x.subarray(32);
      var x16 = x.subarray(16);
      inv25519(x32, x32);
      M(x16, x16, x32);
      pack25519(q, x16);
      return 0;
    }
    function crypto_scalarmult_base(q, n) {
      return crypto_scalarmult(q, n, _9);
    }
    function crypto_box_keypair(y, x) {
      randombytes(x, 32);
      return crypto_scalarmult_base(y, x);
    }
    function crypto_box_beforenm(k, y, x) {
      var s = /* @__PURE__ */ new Uint8Array(32);
      crypto_scalarmult(s, x, y);
      return crypto_core_hsalsa20(k, _0, s, sigma);
    }
    var crypto_box_afternm = crypto_secretbox;
    var crypto_box_open_afternm = crypto_secretbox_open;
    function crypto_box(c, m, d, n, y, x) {
      var k = /* @__PURE__ */ new Uint8Array(32);
      crypto_box_beforenm(k, y, x);
      return crypto_box_afternm(c, m, d, n, k);
    }
    function crypto_box_open(m, c, d, n, y, x) {
      var k = /* @__PURE__ */ new Uint8Array(32);
      crypto_box_beforenm(k, y, x);
      return crypto_box_open_afternm(m, c, d, n, k);
    }
    var K = [
      0x428a2f98, 0xd728ae22, 0x71374491, 602891725, 0xb5c0fbcf, 0xec4d3b2f, 0xe9b5dba5, 0x8189dbbc,
      961987163, 0xf348b538, 0x59f111f1, 0xb605d019, 0x923f82a4, 0xaf194f9b, 0xab1c5ed5, 0xda6d8118,
      0xd807aa98, 0xa3030242, 310598401, 0x45706fbe, 607225278, 0x4ee4b28c, 0x550c7dc3, 0xd5ffb4e2,
      0x72be5d74, 0xf27b896f, 0x80deb1fe, 991336113, 0x9bdc06a7, 633803317, 0xc19bf174, 0xcf692694,
      0xe49b69c1, 0x9ef14ad2, 0xefbe4786, 944711139, 0xfc19dc6, 0x8b8cd5b5, 604807628, 0x77ac9c65,
      770255983, 0x592b0275, 0x4a7484aa, 0x6ea6e483, 0x5cb0a9dc, 0xbd41fbd4, 0x76f988da, 0x831153b5,
      0x983e5152, 0xee66dfab, 0xa831c66d, 766784016, 0xb00327c8, 0x98fb213f, 0xbf597fc7, 0xbeef0ee4,
      0xc6e00bf3, 0x3da88fc2, 0xd5a79147, 0x930aa725, 0x6ca6351, 0xe003826f, 338241895, 0xa0e6e70,
      666307205, 0x46d22ffc, 773529912, 0x5c26c926, 0x4d2c6dfc, 0x5ac42aed, 0x53380d13, 0x9d95b3df,
      0x650a7354, 0x8baf63de, 0x766a0abb, 0x3c77b2a8, 0x81c2c92e, 0x47edaee6, 0x92722c85, 344077627,
      0xa2bfe8a1, 0x4cf10364, 0xa81a664b, 0xbc423001, 0xc24b8b70, 0xd0f89791, 0xc76c51a3, 0x654be30,
      0xd192e819, 0xd6ef5218, 0xd6990624, 0x5565a910, 0xf40e3585, 0x5771202a, 275423344, 851169720,
      430227734, 0xb8d2d0c8, 506948616, 0x5141ab53, 659060556, 0xdf8eeb99, 883997877, 0xe19b48a8,
      958139571, 0xc5c95a63, 0x4ed8aa4a, 0xe3418acb, 0x5b9cca4f, 0x7763e373, 0x682e6ff3, 0xd6b2b8a3,
      0x748f82ee, 0x5defb2fc, 0x78a5636f, 0x43172f60, 0x84c87814, 0xa1f0ab72, 0x8cc70208, 442776044,
      0x90befffa, 593698344, 0xa4506ceb, 0xde82bde9, 0xbef9a3f7, 0xb2c67915, 0xc67178f2, 0xe372532b,
      0xca273ece, 0xea26619c, 0xd186b8c7, 566280711, 0xeada7dd6, 0xcde0eb1e, 0xf57d4f7f, 0xee6ed178,
      0x6f067aa, 0x72176fba, 0xa637dc5, 0xa2c898a6, 289380356, 0xbef90dae, 460393269, 320620315,
      685471733, 587496836, 852142971, 0x40c72493, 0x3c9ebe0a, 365543100, 0x431d67c4, 0x9c100d4c,
      0x4cc5d4be, 0xcb3e42b6, 0x597f299c, 0xfc657e2a, 0x5fcb6fab, 987167468, 0x6c44198c, 0x4a475817,
    ];
    function crypto_hashblocks_hl(hh, hl, m, n) {
      var wh = /* @__PURE__ */ new Int32Array(16),
        wl = /* @__PURE__ */ new Int32Array(16),
        bh0,
        bh1,
        bh2,
        bh3,
        bh4,
        bh5,
        bh6,
        bh7,
        bl0,
        bl1,
        bl2,
        bl3,
        bl4,
        bl5,
        bl6,
        bl7,
        th,
        tl,
        i,
        j,
        h,
        l,
        a,
        b,
        c,
        d;
      var ah0 = hh[0],
        ah1 = hh[1],
        ah2 = hh[2],
        ah3 = hh[3],
        ah4 = hh[4],
        ah5 = hh[5],
        ah6 = hh[6],
        ah7 = hh[7],
        al0 = hl[0],
        al1 = hl[1],
        al2 = hl[2],
        al3 = hl[3],
        al4 = hl[4],
        al5 = hl[5],
        al6 = hl[6],
        al7 = hl[7];
      var pos = 0;
      while (n >= 128) {
        for (i = 0; i < 16; i++) {
          j = 8 * i + pos;
          wh[i] = (m[j + 0] << 24) | (m[j + 1] << 16) | (m[j + 2] << 8) | m[j + 3];
          wl[i] = (m[j + 4] << 24) | (m[j + 5] << 16) | (m[j + 6] << 8) | m[j + 7];
        }
        for (i = 0; i < 80; i++) {
          bh0 = ah0;
          bh1 = ah1;
          bh2 = ah2;
          bh3 = ah3;
          bh4 = ah4;
          bh5 = ah5;
          bh6 = ah6;
          bh7 = ah7;
          bl0 = al0;
          bl1 = al1;
          bl2 = al2;
          bl3 = al3;
          bl4 = al4;
          bl5 = al5;
          bl6 = al6;
          bl7 = al7;
          h = ah7;
          l = al7;
          a = l & 65535;
          b = l >>> 16;
          c = h & 65535;
          d = h >>> 16;
          h =
            ((ah4 >>> 14) | (al4 << 18)) ^
            ((ah4 >>> 18) | (al4 << 14)) ^
            ((al4 >>> 9) | (ah4 << 23));
          l =
            ((al4 >>> 14) | (ah4 << 18)) ^
            ((al4 >>> 18) | (ah4 << 14)) ^
            ((ah4 >>> 9) | (al4 << 23));
          a += l & 65535;
          b += l >>> 16;
          c += h & 65535;
          d += h >>> 16;
          h = (ah4 & ah5) ^ (~ah4 & ah6);
          l = (al4 & al5) ^ (~al4 & al6);
          a += l & 65535;
          b += l >>> 16;
          c += h & 65535;
          d += h >>> 16;
          h = K[i * 2];
          l = K[i * 2 + 1];
          a += l & 65535;
          b += l >>> 16;
          c += h & 65535;
          d += h >>> 16;
          h = wh[i % 16];
          l = wl[i % 16];
          a += l & 65535;
          b += l >>> 16;
          c += h & 65535;
          d += h >>> 16;
          b += a >>> 16;
          c += b >>> 16;
          d += c >>> 16;
          th = (c & 65535) | (d << 16);
          tl = (a & 65535) | (b << 16);
          h = th;
          l = tl;
          a = l & 65535;
          b = l >>> 16;
          c = h & 65535;
          d = h >>> 16;
          h =
            ((ah0 >>> 28) | (al0 << 4)) ^ ((al0 >>> 2) | (ah0 << 30)) ^ ((al0 >>> 7) | (ah0 << 25));
          l =
            ((al0 >>> 28) | (ah0 << 4)) ^ ((ah0 >>> 2) | (al0 << 30)) ^ ((ah0 >>> 7) | (al0 << 25));
          a += l & 65535;
          b += l >>> 16;
          c += h & 65535;
          d += h >>> 16;
          h = (ah0 & ah1) ^ (ah0 & ah2) ^ (ah1 & ah2);
          l = (al0 & al1) ^ (al0 & al2) ^ (al1 & al2);
          a += l & 65535;
          b += l >>> 16;
          c += h & 65535;
          d += h >>> 16;
          b += a >>> 16;
          c += b >>> 16;
          d += c >>> 16;
          bh7 = (c & 65535) | (d << 16);
          bl7 = (a & 65535) | (b << 16);
          h = bh3;
          l = bl3;
          a = l & 65535;
          b = l >>> 16;
          c = h & 65535;
          d = h >>> 16;
          h = th;
          l = tl;
          a += l & 65535;
          b += l >>> 16;
          c += h & 65535;
          d += h >>> 16;
          b += a >>> 16;
          c += b >>> 16;
          d += c >>> 16;
          bh3 = (c & 65535) | (d << 16);
          bl3 = (a & 65535) | (b << 16);
          ah1 = bh0;
          ah2 = bh1;
          ah3 = bh2;
          ah4 = bh3;
          ah5 = bh4;
          ah6 = bh5;
          ah7 = bh6;
          ah0 = bh7;
          al1 = bl0;
          al2 = bl1;
          al3 = bl2;
          al4 = bl3;
          al5 = bl4;
          al6 = bl5;
          al7 = bl6;
          al0 = bl7;
          if (i % 16 === 15)
            for (j = 0; j < 16; j++) {
              h = wh[j];
              l = wl[j];
              a = l & 65535;
              b = l >>> 16;
              c = h & 65535;
              d = h >>> 16;
              h = wh[(j + 9) % 16];
              l = wl[(j + 9) % 16];
              a += l & 65535;
              b += l >>> 16;
              c += h & 65535;
              d += h >>> 16;
              th = wh[(j + 1) % 16];
              tl = wl[(j + 1) % 16];
              h = ((th >>> 1) | (tl << 31)) ^ ((th >>> 8) | (tl << 24)) ^ (th >>> 7);
              l = ((tl >>> 1) | (th << 31)) ^ ((tl >>> 8) | (th << 24)) ^ ((tl >>> 7) | (th << 25));
              a += l & 65535;
              b += l >>> 16;
              c += h & 65535;
              d += h >>> 16;
              th = wh[(j + 14) % 16];
              tl = wl[(j + 14) % 16];
              h = ((th >>> 19) | (tl << 13)) ^ ((tl >>> 29) | (th << 3)) ^ (th >>> 6);
              l =
                ((tl >>> 19) | (th << 13)) ^ ((th >>> 29) | (tl << 3)) ^ ((tl >>> 6) | (th << 26));
              a += l & 65535;
              b += l >>> 16;
              c += h & 65535;
              d += h >>> 16;
              b += a >>> 16;
              c += b >>> 16;
              d += c >>> 16;
              wh[j] = (c & 65535) | (d << 16);
              wl[j] = (a & 65535) | (b << 16);
            }
        }
        h = ah0;
        l = al0;
        a = l & 65535;
        b = l >>> 16;
        c = h & 65535;
        d = h >>> 16;
        h = hh[0];
        l = hl[0];
        a += l & 65535;
        b += l >>> 16;
        c += h & 65535;
        d += h >>> 16;
        b += a >>> 16;
        c += b >>> 16;
        d += c >>> 16;
        hh[0] = ah0 = (c & 65535) | (d << 16);
        hl[0] = al0 = (a & 65535) | (b << 16);
        h = ah1;
        l = al1;
        a = l & 65535;
        b = l >>> 16;
        c = h & 65535;
        d = h >>> 16;
        h = hh[1];
        l = hl[1];
        a += l & 65535;
        b += l >>> 16;
        c += h & 65535;
        d += h >>> 16;
        b += a >>> 16;
        c += b >>> 16;
        d += c >>> 16;
        hh[1] = ah1 = (c & 65535) | (d << 16);
        hl[1] = al1 = (a & 65535) | (b << 16);
        h = ah2;
        l = al2;
        a = l & 65535;
        b = l >>> 16;
        c = h & 65535;
        d = h >>> 16;
        h = hh[2];
        l = hl[2];
        a += l & 65535;
        b += l >>> 16;
        c += h & 65535;
        d += h >>> 16;
        b += a >>> 16;
        c += b >>> 16;
        d += c >>> 16;
        hh[2] = ah2 = (c & 65535) | (d << 16);
        hl[2] = al2 = (a & 65535) | (b << 16);
        h = ah3;
        l = al3;
        a = l & 65535;
        b = l >>> 16;
        c = h & 65535;
        d = h >>> 16;
        h = hh[3];
        l = hl[3];
        a += l & 65535;
        b += l >>> 16;
        c += h & 65535;
        d += h >>> 16;
        b += a >>> 16;
        c += b >>> 16;
        d += c >>> 16;
        hh[3] = ah3 = (c & 65535) | (d << 16);
        hl[3] = al3 = (a & 65535) | (b << 16);
        h = ah4;
        l = al4;
        a = l & 65535;
        b = l >>> 16;
        c = h & 65535;
        d = h >>> 16;
        h = hh[4];
        l = hl[4];
        a += l & 65535;
        b += l >>> 16;
        c += h & 65535;
        d += h >>> 16;
        b += a >>> 16;
        c += b >>> 16;
        d += c >>> 16;
        hh[4] = ah4 = (c & 65535) | (d << 16);
        hl[4] = al4 = (a & 65535) | (b << 16);
        h = ah5;
        l = al5;
        a = l & 65535;
        b = l >>> 16;
        c = h & 65535;
        d = h >>> 16;
        h = hh[5];
        l = hl[5];
        a += l & 65535;
        b += l >>> 16;
        c += h & 65535;
        d += h >>> 16;
        b += a >>> 16;
        c += b >>> 16;
        d += c >>> 16;
        hh[5] = ah5 = (c & 65535) | (d << 16);
        hl[5] = al5 = (a & 65535) | (b << 16);
        h = ah6;
        l = al6;
        a = l & 65535;
        b = l >>> 16;
        c = h & 65535;
        d = h >>> 16;
        h = hh[6];
        l = hl[6];
        a += l & 65535;
        b += l >>> 16;
        c += h & 65535;
        d += h >>> 16;
        b += a >>> 16;
        c += b >>> 16;
        d += c >>> 16;
        hh[6] = ah6 = (c & 65535) | (d << 16);
        hl[6] = al6 = (a & 65535) | (b << 16);
        h = ah7;
        l = al7;
        a = l & 65535;
        b = l >>> 16;
        c = h & 65535;
        d = h >>> 16;
        h = hh[7];
        l = hl[7];
        a += l & 65535;
        b += l >>> 16;
        c += h & 65535;
        d += h >>> 16;
        b += a >>> 16;
        c += b >>> 16;
        d += c >>> 16;
        hh[7] = ah7 = (c & 65535) | (d << 16);
        hl[7] = al7 = (a & 65535) | (b << 16);
        pos += 128;
        n -= 128;
      }
      return n;
    }
    function crypto_hash(out, m, n) {
      var hh = /* @__PURE__ */ new Int32Array(8),
        hl = /* @__PURE__ */ new Int32Array(8),
        x = /* @__PURE__ */ new Uint8Array(256),
        i,
        b = n;
      hh[0] = 0x6a09e667;
      hh[1] = 0xbb67ae85;
      hh[2] = 0x3c6ef372;
      hh[3] = 0xa54ff53a;
      hh[4] = 0x510e527f;
      hh[5] = 0x9b05688c;
      hh[6] = 528734635;
      hh[7] = 0x5be0cd19;
      hl[0] = 0xf3bcc908;
      hl[1] = 0x84caa73b;
      hl[2] = 0xfe94f82b;
      hl[3] = 0x5f1d36f1;
      hl[4] = 0xade682d1;
      hl[5] = 725511199;
      hl[6] = 0xfb41bd6b;
      hl[7] = 327033209;
      crypto_hashblocks_hl(hh, hl, m, n);
      n %= 128;
      for (i = 0; i < n; i++) x[i] = m[b - n + i];
      x[n] = 128;
      n = 256 - 128 * (n < 112 ? 1 : 0);
      x[n - 9] = 0;
      ts64(x, n - 8, (b / 536870912) | 0, b << 3);
      crypto_hashblocks_hl(hh, hl, x, n);
      for (i = 0; i < 8; i++) ts64(out, 8 * i, hh[i], hl[i]);
      return 0;
    }
    function add(p, q) {
      var a = gf(),
        b = gf(),
        c = gf(),
        d = gf(),
        e = gf(),
        f = gf(),
        g = gf(),
        h = gf(),
        t = gf();
      Z(a, p[1], p[0]);
      Z(t, q[1], q[0]);
      M(a, a, t);
      A(b, p[0], p[1]);
      A(t, q[0], q[1]);
      M(b, b, t);
      M(c, p[3], q[3]);
      M(c, c, D2);
      M(d, p[2], q[2]);
      A(d, d, d);
      Z(e, b, a);
      Z(f, d, c);
      A(g, d, c);
      A(h, b, a);
      M(p[0], e, f);
      M(p[1], h, g);
      M(p[2], g, f);
      M(p[3], e, h);
    }
    function cswap(p, q, b) {
      var i = 0;
      for (; i < 4; i++) sel25519(p[i], q[i], b);
    }
    function pack(r, p) {
      var tx = gf(),
        ty = gf(),
        zi = gf();
      inv25519(zi, p[2]);
      M(tx, p[0], zi);
      M(ty, p[1], zi);
      pack25519(r, ty);
      r[31] ^= par25519(tx) << 7;
    }
    function scalarmult(p, q, s) {
      var b, i;
      set25519(p[0], gf0);
      set25519(p[1], gf1);
      set25519(p[2], gf1);
      set25519(p[3], gf0);
      for (i = 255; i >= 0; --i) {
        b = (s[(i / 8) | 0] >> (i & 7)) & 1;
        cswap(p, q, b);
        add(q, p);
        add(p, p);
        cswap(p, q, b);
      }
    }
    function scalarbase(p, s) {
      var q = [gf(), gf(), gf(), gf()];
      set25519(q[0], X);
      set25519(q[1], Y);
      set25519(q[2], gf1);
      M(q[3], X, Y);
      scalarmult(p, q, s);
    }
    function crypto_sign_keypair(pk, sk, seeded) {
      var d = /* @__PURE__ */ new Uint8Array(64);
      var p = [gf(), gf(), gf(), gf()];
      var i;
      if (!seeded) randombytes(sk, 32);
      crypto_hash(d, sk, 32);
      d[0] &= 248;
      d[31] &= 127;
      d[31] |= 64;
      scalarbase(p, d);
      pack(pk, p);
      for (i = 0; i < 32; i++) sk[i + 32] = pk[i];
      return 0;
    }
    var L = new Float64Array([
      237, 211, 245, 92, 26, 99, 18, 88, 214, 156, 247, 162, 222, 249, 222, 20, 0, 0, 0, 0, 0, 0, 0,
      0, 0, 0, 0, 0, 0, 0, 0, 16,
    ]);
    function modL(r, x) {
      var carry,
        i = 63,
        j,
        k;
      for (; i >= 32; --i) {
        carry = 0;
        for (j = i - 32, k = i - 12; j < k; ++j) {
          x[j] += carry - 16 * x[i] * L[j - (i - 32)];
          carry = Math.floor((x[j] + 128) / 256);
          x[j] -= carry * 256;
        }
        x[j] += carry;
        x[i] = 0;
      }
      carry = 0;
      for (j = 0; j < 32; j++) {
        x[j] += carry - (x[31] >> 4) * L[j];
        carry = x[j] >> 8;
        x[j] &= 255;
      }
      for (j = 0; j < 32; j++) x[j] -= carry * L[j];
      for (i = 0; i < 32; i++) {
        x[i + 1] += x[i] >> 8;
        r[i] = x[i] & 255;
      }
    }
    function reduce(r) {
      var x = /* @__PURE__ */ new Float64Array(64),
        i = 0;
      for (; i < 64; i++) x[i] = r[i];
      for (i = 0; i < 64; i++) r[i] = 0;
      modL(r, x);
    }
    function crypto_sign(sm, m, n, sk) {
      var d = /* @__PURE__ */ new Uint8Array(64),
        h = /* @__PURE__ */ new Uint8Array(64),
        r = /* @__PURE__ */ new Uint8Array(64);
      var i,
        j,
        x = /* @__PURE__ */ new Float64Array(64);
      var p = [gf(), gf(), gf(), gf()];
      crypto_hash(d, sk, 32);
      d[0] &= 248;
      d[31] &= 127;
      d[31] |= 64;
      var smlen = n + 64;
      for (i = 0; i < n; i++) sm[64 + i] = m[i];
      for (i = 0; i < 32; i++) sm[32 + i] = d[32 + i];
      crypto_hash(r, sm.subarray(32), n + 32);
      reduce(r);
      scalarbase(p, r);
      pack(sm, p);
      for (i = 32; i < 64; i++) sm[i] = sk[i];
      crypto_hash(h, sm, n + 64);
      reduce(h);
      for (i = 0; i < 64; i++) x[i] = 0;
      for (i = 0; i < 32; i++) x[i] = r[i];
      for (i = 0; i < 32; i++) for (j = 0; j < 32; j++) x[i + j] += h[i] * d[j];
      modL(sm.subarray(32), x);
      return smlen;
    }
    function unpackneg(r, p) {
      var t = gf(),
        chk = gf(),
        num = gf(),
        den = gf(),
        den2 = gf(),
        den4 = gf(),
        den6 = gf();
      set25519(r[2], gf1);
      unpack25519(r[1], p);
      S(num, r[1]);
      M(den, num, D);
      Z(num, num, r[2]);
      A(den, r[2], den);
      S(den2, den);
      S(den4, den2);
      M(den6, den4, den2);
      M(t, den6, num);
      M(t, t, den);
      pow2523(t, t);
      M(t, t, num);
      M(t, t, den);
      M(t, t, den);
      M(r[0], t, den);
      S(chk, r[0]);
      M(chk, chk, den);
      if (neq25519(chk, num)) M(r[0], r[0], I);
      S(chk, r[0]);
      M(chk, chk, den);
      if (neq25519(chk, num)) return -1;
      if (par25519(r[0]) === p[31] >> 7) Z(r[0], gf0, r[0]);
      M(r[3], r[0], r[1]);
      return 0;
    }
    function crypto_sign_open(m, sm, n, pk) {
      var i;
      var t = /* @__PURE__ */ new Uint8Array(32),
        h = /* @__PURE__ */ new Uint8Array(64);
      var p = [gf(), gf(), gf(), gf()],
        q = [gf(), gf(), gf(), gf()];
      if (n < 64) return -1;
      if (unpackneg(q, pk)) return -1;
      for (i = 0; i < n; i++) m[i] = sm[i];
      for (i = 0; i < 32; i++) m[i + 32] = pk[i];
      crypto_hash(h, m, n);
      reduce(h);
      scalarmult(p, q, h);
      scalarbase(q, sm.subarray(32));
      add(p, q);
      pack(t, p);
      n -= 64;
      if (crypto_verify_32(sm, 0, t, 0)) {
        for (i = 0; i < n; i++) m[i] = 0;
        return -1;
      }
      for (i = 0; i < n; i++) m[i] = sm[i + 64];
      return n;
    }
    var crypto_secretbox_KEYBYTES = 32,
      crypto_secretbox_NONCEBYTES = 24,
      crypto_secretbox_ZEROBYTES = 32,
      crypto_secretbox_BOXZEROBYTES = 16,
      crypto_scalarmult_BYTES = 32,
      crypto_scalarmult_SCALARBYTES = 32,
      crypto_box_PUBLICKEYBYTES = 32,
      crypto_box_SECRETKEYBYTES = 32,
      crypto_box_BEFORENMBYTES = 32,
      crypto_box_NONCEBYTES = crypto_secretbox_NONCEBYTES,
      crypto_box_ZEROBYTES = crypto_secretbox_ZEROBYTES,
      crypto_box_BOXZEROBYTES = crypto_secretbox_BOXZEROBYTES,
      crypto_sign_BYTES = 64,
      crypto_sign_PUBLICKEYBYTES = 32,
      crypto_sign_SECRETKEYBYTES = 64,
      crypto_sign_SEEDBYTES = 32,
      crypto_hash_BYTES = 64;
    nacl.lowlevel = {
      crypto_core_hsalsa20,
      crypto_stream_xor,
      crypto_stream,
      crypto_stream_salsa20_xor,
      crypto_stream_salsa20,
      crypto_onetimeauth,
      crypto_onetimeauth_verify,
      crypto_verify_16,
      crypto_verify_32,
      crypto_secretbox,
      crypto_secretbox_open,
      crypto_scalarmult,
      crypto_scalarmult_base,
      crypto_box_beforenm,
      crypto_box_afternm,
      crypto_box,
      crypto_box_open,
      crypto_box_keypair,
      crypto_hash,
      crypto_sign,
      crypto_sign_keypair,
      crypto_sign_open,
      crypto_secretbox_KEYBYTES,
      crypto_secretbox_NONCEBYTES,
      crypto_secretbox_ZEROBYTES,
      crypto_secretbox_BOXZEROBYTES,
      crypto_scalarmult_BYTES,
      crypto_scalarmult_SCALARBYTES,
      crypto_box_PUBLICKEYBYTES,
      crypto_box_SECRETKEYBYTES,
      crypto_box_BEFORENMBYTES,
      crypto_box_NONCEBYTES,
      crypto_box_ZEROBYTES,
      crypto_box_BOXZEROBYTES,
      crypto_sign_BYTES,
      crypto_sign_PUBLICKEYBYTES,
      crypto_sign_SECRETKEYBYTES,
      crypto_sign_SEEDBYTES,
      crypto_hash_BYTES,
      gf,
      D,
      L,
      pack25519,
      unpack25519,
      M,
      A,
      S,
      Z,
      pow2523,
      add,
      set25519,
      modL,
      scalarmult,
      scalarbase,
    };
    function checkLengths(k, n) {
      if (k.length !== crypto_secretbox_KEYBYTES) throw new Error("bad key size");
      if (n.length !== crypto_secretbox_NONCEBYTES) throw new Error("bad nonce size");
    }
    function checkBoxLengths(pk, sk) {
      if (pk.length !== crypto_box_PUBLICKEYBYTES) throw new Error("bad public key size");
      if (sk.length !== crypto_box_SECRETKEYBYTES) throw new Error("bad secret key size");
    }
    function checkArrayTypes() {
      for (var i = 0; i < arguments.length; i++)
        if (!(arguments[i] instanceof Uint8Array))
          throw new TypeError("unexpected type, use Uint8Array");
    }
    function cleanup(arr) {
      for (var i = 0; i < arr.length; i++) arr[i] = 0;
    }
    nacl.randomBytes = function (n) {
      var b = new Uint8Array(n);
      randombytes(b, n);
      return b;
    };
    nacl.secretbox = function (msg, nonce, key) {
      checkArrayTypes(msg, nonce, key);
      checkLengths(key, nonce);
      var m = new Uint8Array(crypto_secretbox_ZEROBYTES + msg.length);
      var c = new Uint8Array(m.length);
      for (var i = 0; i < msg.length; i++) m[i + crypto_secretbox_ZEROBYTES] = msg[i];
      crypto_secretbox(c, m, m.length, nonce, key);
      return c.subarray(crypto_secretbox_BOXZEROBYTES);
    };
    nacl.secretbox.open = function (box, nonce, key) {
      checkArrayTypes(box, nonce, key);
      checkLengths(key, nonce);
      var c = new Uint8Array(crypto_secretbox_BOXZEROBYTES + box.length);
      var m = new Uint8Array(c.length);
      for (var i = 0; i < box.length; i++) c[i + crypto_secretbox_BOXZEROBYTES] = box[i];
      if (c.length < 32) return null;
      if (crypto_secretbox_open(m, c, c.length, nonce, key) !== 0) return null;
      return m.subarray(crypto_secretbox_ZEROBYTES);
    };
    nacl.secretbox.keyLength = crypto_secretbox_KEYBYTES;
    nacl.secretbox.nonceLength = crypto_secretbox_NONCEBYTES;
    nacl.secretbox.overheadLength = crypto_secretbox_BOXZEROBYTES;
    nacl.scalarMult = function (n, p) {
      checkArrayTypes(n, p);
      if (n.length !== crypto_scalarmult_SCALARBYTES) throw new Error("bad n size");
      if (p.length !== crypto_scalarmult_BYTES) throw new Error("bad p size");
      var q = new Uint8Array(crypto_scalarmult_BYTES);
      crypto_scalarmult(q, n, p);
      return q;
    };
    nacl.scalarMult.base = function (n) {
      checkArrayTypes(n);
      if (n.length !== crypto_scalarmult_SCALARBYTES) throw new Error("bad n size");
      var q = new Uint8Array(crypto_scalarmult_BYTES);
      crypto_scalarmult_base(q, n);
      return q;
    };
    nacl.scalarMult.scalarLength = crypto_scalarmult_SCALARBYTES;
    nacl.scalarMult.groupElementLength = crypto_scalarmult_BYTES;
    nacl.box = function (msg, nonce, publicKey, secretKey) {
      var k = nacl.box.before(publicKey, secretKey);
      return nacl.secretbox(msg, nonce, k);
    };
    nacl.box.before = function (publicKey, secretKey) {
      checkArrayTypes(publicKey, secretKey);
      checkBoxLengths(publicKey, secretKey);
      var k = new Uint8Array(crypto_box_BEFORENMBYTES);
      crypto_box_beforenm(k, publicKey, secretKey);
      return k;
    };
    nacl.box.after = nacl.secretbox;
    nacl.box.open = function (msg, nonce, publicKey, secretKey) {
      var k = nacl.box.before(publicKey, secretKey);
      return nacl.secretbox.open(msg, nonce, k);
    };
    nacl.box.open.after = nacl.secretbox.open;
    nacl.box.keyPair = function () {
      var pk = new Uint8Array(crypto_box_PUBLICKEYBYTES);
      var sk = new Uint8Array(crypto_box_SECRETKEYBYTES);
      crypto_box_keypair(pk, sk);
      return {
        publicKey: pk,
        secretKey: sk,
      };
    };
    nacl.box.keyPair.fromSecretKey = function (secretKey) {
      checkArrayTypes(secretKey);
      if (secretKey.length !== crypto_box_SECRETKEYBYTES) throw new Error("bad secret key size");
      var pk = new Uint8Array(crypto_box_PUBLICKEYBYTES);
      crypto_scalarmult_base(pk, secretKey);
      return {
        publicKey: pk,
        secretKey: new Uint8Array(secretKey),
      };
    };
    nacl.box.publicKeyLength = crypto_box_PUBLICKEYBYTES;
    nacl.box.secretKeyLength = crypto_box_SECRETKEYBYTES;
    nacl.box.sharedKeyLength = crypto_box_BEFORENMBYTES;
    nacl.box.nonceLength = crypto_box_NONCEBYTES;
    nacl.box.overheadLength = nacl.secretbox.overheadLength;
    nacl.sign = function (msg, secretKey) {
      checkArrayTypes(msg, secretKey);
      if (secretKey.length !== crypto_sign_SECRETKEYBYTES) throw new Error("bad secret key size");
      var signedMsg = new Uint8Array(crypto_sign_BYTES + msg.length);
      crypto_sign(signedMsg, msg, msg.length, secretKey);
      return signedMsg;
    };
    nacl.sign.open = function (signedMsg, publicKey) {
      checkArrayTypes(signedMsg, publicKey);
      if (publicKey.length !== crypto_sign_PUBLICKEYBYTES) throw new Error("bad public key size");
      var tmp = new Uint8Array(signedMsg.length);
      var mlen = crypto_sign_open(tmp, signedMsg, signedMsg.length, publicKey);
      if (mlen < 0) return null;
      var m = new Uint8Array(mlen);
      for (var i = 0; i < m.length; i++) m[i] = tmp[i];
      return m;
    };
    nacl.sign.detached = function (msg, secretKey) {
      var signedMsg = nacl.sign(msg, secretKey);
      var sig = new Uint8Array(crypto_sign_BYTES);
      for (var i = 0; i < sig.length; i++) sig[i] = signedMsg[i];
      return sig;
    };
    nacl.sign.detached.verify = function (msg, sig, publicKey) {
      checkArrayTypes(msg, sig, publicKey);
      if (sig.length !== crypto_sign_BYTES) throw new Error("bad signature size");
      if (publicKey.length !== crypto_sign_PUBLICKEYBYTES) throw new Error("bad public key size");
      var sm = new Uint8Array(crypto_sign_BYTES + msg.length);
      var m = new Uint8Array(crypto_sign_BYTES + msg.length);
      var i = 0;
      for (; i < crypto_sign_BYTES; i++) sm[i] = sig[i];
      for (i = 0; i < msg.length; i++) sm[i + crypto_sign_BYTES] = msg[i];
      return crypto_sign_open(m, sm, sm.length, publicKey) >= 0;
    };
    nacl.sign.keyPair = function () {
      var pk = new Uint8Array(crypto_sign_PUBLICKEYBYTES);
      var sk = new Uint8Array(crypto_sign_SECRETKEYBYTES);
      crypto_sign_keypair(pk, sk);
      return {
        publicKey: pk,
        secretKey: sk,
      };
    };
    nacl.sign.keyPair.fromSecretKey = function (secretKey) {
      checkArrayTypes(secretKey);
      if (secretKey.length !== crypto_sign_SECRETKEYBYTES) throw new Error("bad secret key size");
      var pk = new Uint8Array(crypto_sign_PUBLICKEYBYTES);
      for (var i = 0; i < pk.length; i++) pk[i] = secretKey[32 + i];
      return {
        publicKey: pk,
        secretKey: new Uint8Array(secretKey),
      };
    };
    nacl.sign.keyPair.fromSeed = function (seed) {
      checkArrayTypes(seed);
      if (seed.length !== crypto_sign_SEEDBYTES) throw new Error("bad seed size");
      var pk = new Uint8Array(crypto_sign_PUBLICKEYBYTES);
      var sk = new Uint8Array(crypto_sign_SECRETKEYBYTES);
      for (var i = 0; i < 32; i++) sk[i] = seed[i];
      crypto_sign_keypair(pk, sk, true);
      return {
        publicKey: pk,
        secretKey: sk,
      };
    };
    nacl.sign.publicKeyLength = crypto_sign_PUBLICKEYBYTES;
    nacl.sign.secretKeyLength = crypto_sign_SECRETKEYBYTES;
    nacl.sign.seedLength = crypto_sign_SEEDBYTES;
    nacl.sign.signatureLength = crypto_sign_BYTES;
    nacl.hash = function (msg) {
      checkArrayTypes(msg);
      var h = new Uint8Array(crypto_hash_BYTES);
      crypto_hash(h, msg, msg.length);
      return h;
    };
    nacl.hash.hashLength = crypto_hash_BYTES;
    nacl.verify = function (x, y) {
      checkArrayTypes(x, y);
      if (x.length === 0 || y.length === 0) return false;
      if (x.length !== y.length) return false;
      return vn(x, 0, y, 0, x.length) === 0 ? true : false;
    };
    nacl.setPRNG = function (fn) {
      randombytes = fn;
    };
    (function () {
      var crypto = typeof self !== "undefined" ? self.crypto || self.msCrypto : null;
      if (crypto && crypto.getRandomValues) {
        var QUOTA = 65536;
        nacl.setPRNG(function (x, n) {
          var i,
            v = new Uint8Array(n);
          for (i = 0; i < n; i += QUOTA)
            crypto.getRandomValues(v.subarray(i, i + Math.min(n - i, QUOTA)));
          for (i = 0; i < n; i++) x[i] = v[i];
          cleanup(v);
        });
      } else if (typeof __require !== "undefined") {
        crypto = __require("crypto");
        if (crypto && crypto.randomBytes)
          nacl.setPRNG(function (x, n) {
            var i,
              v = crypto.randomBytes(n);
            for (i = 0; i < n; i++) x[i] = v[i];
            cleanup(v);
          });
      }
    })();
  })(
    typeof module !== "undefined" && module.exports
      ? module.exports
      : (self.nacl = self.nacl || {}),
  );
});

// node_modules/.pnpm/@nats-io+nkeys@2.0.3/node_modules/@nats-io/nkeys/lib/nacl.js
var require_nacl = /* @__PURE__ */ __commonJSMin((exports, module, this$10) => {
  var __importDefault =
    (this$10 && this$10.__importDefault) ||
    function (mod) {
      return mod && mod.__esModule ? mod : { default: mod };
    };
  Object.defineProperty(exports, "__esModule", { value: true });
  const tweetnacl_1 = __importDefault(require_nacl_fast());
  exports.default = tweetnacl_1.default;
});

// node_modules/.pnpm/@nats-io+nkeys@2.0.3/node_modules/@nats-io/nkeys/lib/kp.js
var require_kp = /* @__PURE__ */ __commonJSMin((exports, module, this$9) => {
  var __importDefault =
    (this$9 && this$9.__importDefault) ||
    function (mod) {
      return mod && mod.__esModule ? mod : { default: mod };
    };
  Object.defineProperty(exports, "__esModule", { value: true });
  exports.KP = void 0;
  const codec_1 = require_codec();
  const nkeys_1 = require_nkeys$1();
  const nacl_1 = __importDefault(require_nacl());
  /**
   * @ignore
   */
  var KP = class {
    seed;
    constructor(seed) {
      this.seed = seed;
    }
    getRawSeed() {
      if (!this.seed) throw new nkeys_1.NKeysError(nkeys_1.NKeysErrorCode.ClearedPair);
      return codec_1.Codec.decodeSeed(this.seed).buf;
    }
    getSeed() {
      if (!this.seed) throw new nkeys_1.NKeysError(nkeys_1.NKeysErrorCode.ClearedPair);
      return this.seed;
    }
    getPublicKey() {
      if (!this.seed) throw new nkeys_1.NKeysError(nkeys_1.NKeysErrorCode.ClearedPair);
      const sd = codec_1.Codec.decodeSeed(this.seed);
      const kp = nacl_1.default.sign.keyPair.fromSeed(this.getRawSeed());
      const buf = codec_1.Codec.encode(sd.prefix, kp.publicKey);
      return new TextDecoder().decode(buf);
    }
    getPrivateKey() {
      if (!this.seed) throw new nkeys_1.NKeysError(nkeys_1.NKeysErrorCode.ClearedPair);
      const kp = nacl_1.default.sign.keyPair.fromSeed(this.getRawSeed());
      return codec_1.Codec.encode(nkeys_1.Prefix.Private, kp.secretKey);
    }
    sign(input) {
      if (!this.seed) throw new nkeys_1.NKeysError(nkeys_1.NKeysErrorCode.ClearedPair);
      const kp = nacl_1.default.sign.keyPair.fromSeed(this.getRawSeed());
      return nacl_1.default.sign.detached(input, kp.secretKey);
    }
    verify(input, sig) {
      if (!this.seed) throw new nkeys_1.NKeysError(nkeys_1.NKeysErrorCode.ClearedPair);
      const kp = nacl_1.default.sign.keyPair.fromSeed(this.getRawSeed());
      return nacl_1.default.sign.detached.verify(input, sig, kp.publicKey);
    }
    clear() {
      if (!this.seed) return;
      this.seed.fill(0);
      this.seed = void 0;
    }
    seal(_, _recipient, _nonce) {
      throw new nkeys_1.NKeysError(nkeys_1.NKeysErrorCode.InvalidNKeyOperation);
    }
    open(_, _sender) {
      throw new nkeys_1.NKeysError(nkeys_1.NKeysErrorCode.InvalidNKeyOperation);
    }
  };
  exports.KP = KP;
});

// node_modules/.pnpm/@nats-io+nkeys@2.0.3/node_modules/@nats-io/nkeys/lib/public.js
var require_public = /* @__PURE__ */ __commonJSMin((exports, module, this$8) => {
  var __importDefault =
    (this$8 && this$8.__importDefault) ||
    function (mod) {
      return mod && mod.__esModule ? mod : { default: mod };
    };
  Object.defineProperty(exports, "__esModule", { value: true });
  exports.PublicKey = void 0;
  const codec_1 = require_codec();
  const nkeys_1 = require_nkeys$1();
  const nacl_1 = __importDefault(require_nacl());
  /**
   * @ignore
   */
  var PublicKey = class {
    publicKey;
    constructor(publicKey) {
      this.publicKey = publicKey;
    }
    getPublicKey() {
      if (!this.publicKey) throw new nkeys_1.NKeysError(nkeys_1.NKeysErrorCode.ClearedPair);
      return new TextDecoder().decode(this.publicKey);
    }
    getPrivateKey() {
      if (!this.publicKey) throw new nkeys_1.NKeysError(nkeys_1.NKeysErrorCode.ClearedPair);
      throw new nkeys_1.NKeysError(nkeys_1.NKeysErrorCode.PublicKeyOnly);
    }
    getSeed() {
      if (!this.publicKey) throw new nkeys_1.NKeysError(nkeys_1.NKeysErrorCode.ClearedPair);
      throw new nkeys_1.NKeysError(nkeys_1.NKeysErrorCode.PublicKeyOnly);
    }
    sign(_) {
      if (!this.publicKey) throw new nkeys_1.NKeysError(nkeys_1.NKeysErrorCode.ClearedPair);
      throw new nkeys_1.NKeysError(nkeys_1.NKeysErrorCode.CannotSign);
    }
    verify(input, sig) {
      if (!this.publicKey) throw new nkeys_1.NKeysError(nkeys_1.NKeysErrorCode.ClearedPair);
      const buf = codec_1.Codec._decode(this.publicKey);
      return nacl_1.default.sign.detached.verify(input, sig, buf.slice(1));
    }
    clear() {
      if (!this.publicKey) return;
      this.publicKey.fill(0);
      this.publicKey = void 0;
    }
    seal(_, _recipient, _nonce) {
      throw new nkeys_1.NKeysError(nkeys_1.NKeysErrorCode.InvalidNKeyOperation);
    }
    open(_, _sender) {
      throw new nkeys_1.NKeysError(nkeys_1.NKeysErrorCode.InvalidNKeyOperation);
    }
  };
  exports.PublicKey = PublicKey;
});

// node_modules/.pnpm/@nats-io+nkeys@2.0.3/node_modules/@nats-io/nkeys/lib/curve.js
var require_curve = /* @__PURE__ */ __commonJSMin((exports, module, this$7) => {
  var __importDefault =
    (this$7 && this$7.__importDefault) ||
    function (mod) {
      return mod && mod.__esModule ? mod : { default: mod };
    };
  Object.defineProperty(exports, "__esModule", { value: true });
  exports.CurveKP = exports.curveNonceLen = exports.curveKeyLen = void 0;
  const nkeys_1 = require_nkeys$1();
  const nacl_1 = __importDefault(require_nacl());
  const codec_1 = require_codec();
  const nkeys_2 = require_nkeys$1();
  const base32_1 = require_base32();
  const crc16_1 = require_crc16();
  exports.curveKeyLen = 32;
  const curveDecodeLen = 35;
  exports.curveNonceLen = 24;
  const XKeyVersionV1 = [120, 107, 118, 49];
  var CurveKP = class {
    seed;
    constructor(seed) {
      this.seed = seed;
    }
    clear() {
      if (!this.seed) return;
      this.seed.fill(0);
      this.seed = void 0;
    }
    getPrivateKey() {
      if (!this.seed) throw new nkeys_1.NKeysError(nkeys_1.NKeysErrorCode.ClearedPair);
      return codec_1.Codec.encode(nkeys_2.Prefix.Private, this.seed);
    }
    getPublicKey() {
      if (!this.seed) throw new nkeys_1.NKeysError(nkeys_1.NKeysErrorCode.ClearedPair);
      const pub = nacl_1.default.scalarMult.base(this.seed);
      const buf = codec_1.Codec.encode(nkeys_2.Prefix.Curve, pub);
      return new TextDecoder().decode(buf);
    }
    getSeed() {
      if (!this.seed) throw new nkeys_1.NKeysError(nkeys_1.NKeysErrorCode.ClearedPair);
      return codec_1.Codec.encodeSeed(nkeys_2.Prefix.Curve, this.seed);
    }
    sign() {
      throw new nkeys_1.NKeysError(nkeys_1.NKeysErrorCode.InvalidCurveOperation);
    }
    verify() {
      throw new nkeys_1.NKeysError(nkeys_1.NKeysErrorCode.InvalidCurveOperation);
    }
    decodePubCurveKey(src) {
      try {
        const raw = base32_1.base32.decode(new TextEncoder().encode(src));
        if (raw.byteLength !== curveDecodeLen)
          throw new nkeys_1.NKeysError(nkeys_1.NKeysErrorCode.InvalidCurveKey);
        if (raw[0] !== nkeys_2.Prefix.Curve)
          throw new nkeys_1.NKeysError(nkeys_1.NKeysErrorCode.InvalidPublicKey);
        const checkOffset = raw.byteLength - 2;
        const checksum = new DataView(raw.buffer).getUint16(checkOffset, true);
        const payload = raw.slice(0, checkOffset);
        if (!crc16_1.crc16.validate(payload, checksum))
          throw new nkeys_1.NKeysError(nkeys_1.NKeysErrorCode.InvalidChecksum);
        return payload.slice(1);
      } catch (ex) {
        throw new nkeys_1.NKeysError(nkeys_1.NKeysErrorCode.InvalidRecipient, { cause: ex });
      }
    }
    seal(message, recipient, nonce) {
      if (!this.seed) throw new nkeys_1.NKeysError(nkeys_1.NKeysErrorCode.ClearedPair);
      if (!nonce) nonce = nacl_1.default.randomBytes(exports.curveNonceLen);
      const pub = this.decodePubCurveKey(recipient);
      const out = new Uint8Array(XKeyVersionV1.length + exports.curveNonceLen);
      out.set(XKeyVersionV1, 0);
      out.set(nonce, XKeyVersionV1.length);
      const encrypted = nacl_1.default.box(message, nonce, pub, this.seed);
      const fullMessage = new Uint8Array(out.length + encrypted.length);
      fullMessage.set(out);
      fullMessage.set(encrypted, out.length);
      return fullMessage;
    }
    open(message, sender) {
      if (!this.seed) throw new nkeys_1.NKeysError(nkeys_1.NKeysErrorCode.ClearedPair);
      if (message.length <= exports.curveNonceLen + XKeyVersionV1.length)
        throw new nkeys_1.NKeysError(nkeys_1.NKeysErrorCode.InvalidEncrypted);
      for (let i = 0; i < XKeyVersionV1.length; i++)
        if (message[i] !== XKeyVersionV1[i])
          throw new nkeys_1.NKeysError(nkeys_1.NKeysErrorCode.InvalidEncrypted);
      const pub = this.decodePubCurveKey(sender);
      message = message.slice(XKeyVersionV1.length);
      const nonce = message.slice(0, exports.curveNonceLen);
      message = message.slice(exports.curveNonceLen);
      return nacl_1.default.box.open(message, nonce, pub, this.seed);
    }
  };
  exports.CurveKP = CurveKP;
});

// node_modules/.pnpm/@nats-io+nkeys@2.0.3/node_modules/@nats-io/nkeys/lib/nkeys.js
var require_nkeys$1 = /* @__PURE__ */ __commonJSMin((exports, module, this$6) => {
  var __importDefault =
    (this$6 && this$6.__importDefault) ||
    function (mod) {
      return mod && mod.__esModule ? mod : { default: mod };
    };
  Object.defineProperty(exports, "__esModule", { value: true });
  exports.NKeysError = exports.NKeysErrorCode = exports.Prefixes = exports.Prefix = void 0;
  exports.createPair = createPair;
  exports.createOperator = createOperator;
  exports.createAccount = createAccount;
  exports.createUser = createUser;
  exports.createCluster = createCluster;
  exports.createServer = createServer;
  exports.createCurve = createCurve;
  exports.fromPublic = fromPublic;
  exports.fromCurveSeed = fromCurveSeed;
  exports.fromSeed = fromSeed;
  const kp_1 = require_kp();
  const public_1 = require_public();
  const codec_1 = require_codec();
  const curve_1 = require_curve();
  const nacl_1 = __importDefault(require_nacl());
  /**
   * @ignore
   */
  function createPair(prefix) {
    const len = prefix === Prefix.Curve ? curve_1.curveKeyLen : 32;
    const rawSeed = nacl_1.default.randomBytes(len);
    const str = codec_1.Codec.encodeSeed(prefix, new Uint8Array(rawSeed));
    return prefix === Prefix.Curve
      ? new curve_1.CurveKP(new Uint8Array(rawSeed))
      : new kp_1.KP(str);
  }
  /**
   * Creates a KeyPair with an operator prefix
   * @returns {KeyPair} Returns the created KeyPair.
   */
  function createOperator() {
    return createPair(Prefix.Operator);
  }
  /**
   * Creates a KeyPair with an account prefix
   * @returns {KeyPair} Returns the created KeyPair.
   */
  function createAccount() {
    return createPair(Prefix.Account);
  }
  /**
   * Creates a KeyPair with a user prefix
   * @returns {KeyPair} Returns the created KeyPair.
   */
  function createUser() {
    return createPair(Prefix.User);
  }
  /**
   * @ignore
   */
  function createCluster() {
    return createPair(Prefix.Cluster);
  }
  /**
   * @ignore
   */
  function createServer() {
    return createPair(Prefix.Server);
  }
  /**
   * Generates and returns a KeyPair object using the Curve prefix.
   * Curve KeyPairs can seal/open (encrypt/decrypt) payloads.
   *
   * @return {KeyPair} The generated KeyPair object with Curve prefix.
   */
  function createCurve() {
    return createPair(Prefix.Curve);
  }
  /**
   * Creates a KeyPair from a specified public key
   * @param {string} src of the public key in string format.
   * @returns {KeyPair} Returns the created KeyPair.
   * @see KeyPair#getPublicKey
   */
  function fromPublic(src) {
    const ba = new TextEncoder().encode(src);
    const raw = codec_1.Codec._decode(ba);
    const prefix = Prefixes.parsePrefix(raw[0]);
    if (Prefixes.isValidPublicPrefix(prefix)) return new public_1.PublicKey(ba);
    throw new NKeysError(NKeysErrorCode.InvalidPublicKey);
  }
  /**
   * Creates a KeyPair from a Curve seed. Curve keys can encrypt and decrypt payloads.
   *
   * @param {Uint8Array} src - The seed representing the Curve key in encoded format.
   * @return {KeyPair} The resulting KeyPair generated from the Curve seed.
   * @throws {NKeysError} If the seed's prefix is not a Curve prefix or if the seed length is invalid.
   */
  function fromCurveSeed(src) {
    const sd = codec_1.Codec.decodeSeed(src);
    if (sd.prefix !== Prefix.Curve) throw new NKeysError(NKeysErrorCode.InvalidCurveSeed);
    if (sd.buf.byteLength !== curve_1.curveKeyLen)
      throw new NKeysError(NKeysErrorCode.InvalidSeedLen);
    return new curve_1.CurveKP(sd.buf);
  }
  /**
   * Creates a KeyPair from a specified seed.
   * @param {Uint8Array} src of the seed key as Uint8Array
   * @returns {KeyPair} Returns the created KeyPair.
   * @see KeyPair#getSeed
   */
  function fromSeed(src) {
    if (codec_1.Codec.decodeSeed(src).prefix === Prefix.Curve) return fromCurveSeed(src);
    return new kp_1.KP(src);
  }
  /**
   * @ignore
   */
  var Prefix;
  (function (Prefix) {
    Prefix[(Prefix["Unknown"] = -1)] = "Unknown";
    Prefix[(Prefix["Seed"] = 144)] = "Seed";
    Prefix[(Prefix["Private"] = 120)] = "Private";
    Prefix[(Prefix["Operator"] = 112)] = "Operator";
    Prefix[(Prefix["Server"] = 104)] = "Server";
    Prefix[(Prefix["Cluster"] = 16)] = "Cluster";
    Prefix[(Prefix["Account"] = 0)] = "Account";
    Prefix[(Prefix["User"] = 160)] = "User";
    Prefix[(Prefix["Curve"] = 184)] = "Curve";
  })(Prefix || (exports.Prefix = Prefix = {}));
  /**
   * @private
   */
  var Prefixes = class {
    static isValidPublicPrefix(prefix) {
      return (
        prefix == Prefix.Server ||
        prefix == Prefix.Operator ||
        prefix == Prefix.Cluster ||
        prefix == Prefix.Account ||
        prefix == Prefix.User ||
        prefix == Prefix.Curve
      );
    }
    static startsWithValidPrefix(s) {
      const c = s[0];
      return (
        c == "S" || c == "P" || c == "O" || c == "N" || c == "C" || c == "A" || c == "U" || c == "X"
      );
    }
    static isValidPrefix(prefix) {
      return this.parsePrefix(prefix) !== Prefix.Unknown;
    }
    static parsePrefix(v) {
      switch (v) {
        case Prefix.Seed:
          return Prefix.Seed;
        case Prefix.Private:
          return Prefix.Private;
        case Prefix.Operator:
          return Prefix.Operator;
        case Prefix.Server:
          return Prefix.Server;
        case Prefix.Cluster:
          return Prefix.Cluster;
        case Prefix.Account:
          return Prefix.Account;
        case Prefix.User:
          return Prefix.User;
        case Prefix.Curve:
          return Prefix.Curve;
        default:
          return Prefix.Unknown;
      }
    }
  };
  exports.Prefixes = Prefixes;
  /**
   * Possible error codes on exceptions thrown by the library.
   */
  var NKeysErrorCode;
  (function (NKeysErrorCode) {
    NKeysErrorCode["InvalidPrefixByte"] = "nkeys: invalid prefix byte";
    NKeysErrorCode["InvalidKey"] = "nkeys: invalid key";
    NKeysErrorCode["InvalidPublicKey"] = "nkeys: invalid public key";
    NKeysErrorCode["InvalidSeedLen"] = "nkeys: invalid seed length";
    NKeysErrorCode["InvalidSeed"] = "nkeys: invalid seed";
    NKeysErrorCode["InvalidCurveSeed"] = "nkeys: invalid curve seed";
    NKeysErrorCode["InvalidCurveKey"] = "nkeys: not a valid curve key";
    NKeysErrorCode["InvalidCurveOperation"] = "nkeys: curve key is not valid for sign/verify";
    NKeysErrorCode["InvalidNKeyOperation"] = "keys: only curve key can seal/open";
    NKeysErrorCode["InvalidEncoding"] = "nkeys: invalid encoded key";
    NKeysErrorCode["InvalidRecipient"] = "nkeys: not a valid recipient public curve key";
    NKeysErrorCode["InvalidEncrypted"] = "nkeys: encrypted input is not valid";
    NKeysErrorCode["CannotSign"] = "nkeys: cannot sign, no private key available";
    NKeysErrorCode["PublicKeyOnly"] = "nkeys: no seed or private key available";
    NKeysErrorCode["InvalidChecksum"] = "nkeys: invalid checksum";
    NKeysErrorCode["SerializationError"] = "nkeys: serialization error";
    NKeysErrorCode["ApiError"] = "nkeys: api error";
    NKeysErrorCode["ClearedPair"] = "nkeys: pair is cleared";
  })(NKeysErrorCode || (exports.NKeysErrorCode = NKeysErrorCode = {}));
  var NKeysError = class extends Error {
    code;
    constructor(code, options) {
      super(code, options);
      this.code = code;
    }
  };
  exports.NKeysError = NKeysError;
});

// node_modules/.pnpm/@nats-io+nkeys@2.0.3/node_modules/@nats-io/nkeys/lib/util.js
var require_util = /* @__PURE__ */ __commonJSMin((exports) => {
  Object.defineProperty(exports, "__esModule", { value: true });
  exports.encode = encode;
  exports.decode = decode;
  exports.dump = dump;
  /**
   * Encode binary data to a base64 string
   * @param {Uint8Array} bytes to encode to base64
   */
  function encode(bytes) {
    return btoa(String.fromCharCode(...bytes));
  }
  /**
   * Decode a base64 encoded string to a binary Uint8Array
   * @param {string} b64str encoded string
   */
  function decode(b64str) {
    const bin = atob(b64str);
    const bytes = new Uint8Array(bin.length);
    for (let i = 0; i < bin.length; i++) bytes[i] = bin.charCodeAt(i);
    return bytes;
  }
  /**
   * @ignore
   */
  function dump(buf, msg) {
    if (msg) console.log(msg);
    const a = [];
    for (let i = 0; i < buf.byteLength; i++) {
      if (i % 8 === 0) a.push("\n");
      let v = buf[i].toString(16);
      if (v.length === 1) v = "0" + v;
      a.push(v);
    }
    console.log(a.join("  "));
  }
});

// node_modules/.pnpm/@nats-io+nkeys@2.0.3/node_modules/@nats-io/nkeys/lib/version.js
var require_version$2 = /* @__PURE__ */ __commonJSMin((exports) => {
  Object.defineProperty(exports, "__esModule", { value: true });
  exports.version = void 0;
  exports.version = "2.0.3";
});

// node_modules/.pnpm/@nats-io+nkeys@2.0.3/node_modules/@nats-io/nkeys/lib/mod.js
var require_lib$1 = /* @__PURE__ */ __commonJSMin((exports) => {
  Object.defineProperty(exports, "__esModule", { value: true });
  exports.version =
    exports.encode =
    exports.decode =
    exports.Prefixes =
    exports.Prefix =
    exports.NKeysErrorCode =
    exports.NKeysError =
    exports.fromSeed =
    exports.fromPublic =
    exports.fromCurveSeed =
    exports.createUser =
    exports.createServer =
    exports.createPair =
    exports.createOperator =
    exports.createCurve =
    exports.createCluster =
    exports.createAccount =
      void 0;
  var nkeys_1 = require_nkeys$1();
  Object.defineProperty(exports, "createAccount", {
    enumerable: true,
    get: function () {
      return nkeys_1.createAccount;
    },
  });
  Object.defineProperty(exports, "createCluster", {
    enumerable: true,
    get: function () {
      return nkeys_1.createCluster;
    },
  });
  Object.defineProperty(exports, "createCurve", {
    enumerable: true,
    get: function () {
      return nkeys_1.createCurve;
    },
  });
  Object.defineProperty(exports, "createOperator", {
    enumerable: true,
    get: function () {
      return nkeys_1.createOperator;
    },
  });
  Object.defineProperty(exports, "createPair", {
    enumerable: true,
    get: function () {
      return nkeys_1.createPair;
    },
  });
  Object.defineProperty(exports, "createServer", {
    enumerable: true,
    get: function () {
      return nkeys_1.createServer;
    },
  });
  Object.defineProperty(exports, "createUser", {
    enumerable: true,
    get: function () {
      return nkeys_1.createUser;
    },
  });
  Object.defineProperty(exports, "fromCurveSeed", {
    enumerable: true,
    get: function () {
      return nkeys_1.fromCurveSeed;
    },
  });
  Object.defineProperty(exports, "fromPublic", {
    enumerable: true,
    get: function () {
      return nkeys_1.fromPublic;
    },
  });
  Object.defineProperty(exports, "fromSeed", {
    enumerable: true,
    get: function () {
      return nkeys_1.fromSeed;
    },
  });
  Object.defineProperty(exports, "NKeysError", {
    enumerable: true,
    get: function () {
      return nkeys_1.NKeysError;
    },
  });
  Object.defineProperty(exports, "NKeysErrorCode", {
    enumerable: true,
    get: function () {
      return nkeys_1.NKeysErrorCode;
    },
  });
  Object.defineProperty(exports, "Prefix", {
    enumerable: true,
    get: function () {
      return nkeys_1.Prefix;
    },
  });
  Object.defineProperty(exports, "Prefixes", {
    enumerable: true,
    get: function () {
      return nkeys_1.Prefixes;
    },
  });
  var util_1 = require_util();
  Object.defineProperty(exports, "decode", {
    enumerable: true,
    get: function () {
      return util_1.decode;
    },
  });
  Object.defineProperty(exports, "encode", {
    enumerable: true,
    get: function () {
      return util_1.encode;
    },
  });
  var version_1 = require_version$2();
  Object.defineProperty(exports, "version", {
    enumerable: true,
    get: function () {
      return version_1.version;
    },
  });
});

// node_modules/.pnpm/@nats-io+nats-core@3.4.0/node_modules/@nats-io/nats-core/lib/nkeys.js
var require_nkeys = /* @__PURE__ */ __commonJSMin((exports, module, this$5) => {
  var __createBinding =
    (this$5 && this$5.__createBinding) ||
    (Object.create
      ? function (o, m, k, k2) {
          if (k2 === void 0) k2 = k;
          var desc = Object.getOwnPropertyDescriptor(m, k);
          if (!desc || ("get" in desc ? !m.__esModule : desc.writable || desc.configurable))
            desc = {
              enumerable: true,
              get: function () {
                return m[k];
              },
            };
          Object.defineProperty(o, k2, desc);
        }
      : function (o, m, k, k2) {
          if (k2 === void 0) k2 = k;
          o[k2] = m[k];
        });
  var __setModuleDefault =
    (this$5 && this$5.__setModuleDefault) ||
    (Object.create
      ? function (o, v) {
          Object.defineProperty(o, "default", {
            enumerable: true,
            value: v,
          });
        }
      : function (o, v) {
          o["default"] = v;
        });
  var __importStar =
    (this$5 && this$5.__importStar) ||
    (function () {
      var ownKeys = function (o) {
        ownKeys =
          Object.getOwnPropertyNames ||
          function (o) {
            var ar = [];
            for (var k in o) if (Object.prototype.hasOwnProperty.call(o, k)) ar[ar.length] = k;
            return ar;
          };
        return ownKeys(o);
      };
      return function (mod) {
        if (mod && mod.__esModule) return mod;
        var result = {};
        if (mod != null) {
          for (var k = ownKeys(mod), i = 0; i < k.length; i++)
            if (k[i] !== "default") __createBinding(result, mod, k[i]);
        }
        __setModuleDefault(result, mod);
        return result;
      };
    })();
  Object.defineProperty(exports, "__esModule", { value: true });
  exports.nkeys = void 0;
  exports.nkeys = __importStar(require_lib$1());
});

// node_modules/.pnpm/@nats-io+nats-core@3.4.0/node_modules/@nats-io/nats-core/lib/authenticator.js
var require_authenticator = /* @__PURE__ */ __commonJSMin((exports) => {
  Object.defineProperty(exports, "__esModule", { value: true });
  exports.multiAuthenticator = multiAuthenticator;
  exports.noAuthFn = noAuthFn;
  exports.usernamePasswordAuthenticator = usernamePasswordAuthenticator;
  exports.tokenAuthenticator = tokenAuthenticator;
  exports.nkeyAuthenticator = nkeyAuthenticator;
  exports.jwtAuthenticator = jwtAuthenticator;
  exports.credsAuthenticator = credsAuthenticator;
  const nkeys_1 = require_nkeys();
  const encoders_1 = require_encoders();
  function multiAuthenticator(authenticators) {
    return (nonce) => {
      let auth = {};
      authenticators.forEach((a) => {
        const args = a(nonce) || {};
        auth = Object.assign(auth, args);
      });
      return auth;
    };
  }
  function noAuthFn() {
    return () => {};
  }
  /**
   * Returns a user/pass authenticator for the specified user and optional password
   * @param { string | () => string } user
   * @param {string | () => string } pass
   * @return {UserPass}
   */
  function usernamePasswordAuthenticator(user, pass) {
    return () => {
      return {
        user: typeof user === "function" ? user() : user,
        pass: typeof pass === "function" ? pass() : pass,
      };
    };
  }
  /**
   * Returns a token authenticator for the specified token
   * @param { string | () => string } token
   * @return {TokenAuth}
   */
  function tokenAuthenticator(token) {
    return () => {
      return { auth_token: typeof token === "function" ? token() : token };
    };
  }
  /**
   * Returns an Authenticator that returns a NKeyAuth based that uses the
   * specified seed or function returning a seed.
   * @param {Uint8Array | (() => Uint8Array)} seed - the nkey seed
   * @return {NKeyAuth}
   */
  function nkeyAuthenticator(seed) {
    return (nonce) => {
      const s = typeof seed === "function" ? seed() : seed;
      const kp = s ? nkeys_1.nkeys.fromSeed(s) : void 0;
      const nkey = kp ? kp.getPublicKey() : "";
      const challenge = encoders_1.TE.encode(nonce || "");
      const sigBytes = kp !== void 0 && nonce ? kp.sign(challenge) : void 0;
      return {
        nkey,
        sig: sigBytes ? nkeys_1.nkeys.encode(sigBytes) : "",
      };
    };
  }
  /**
   * Returns an Authenticator function that returns a JwtAuth.
   * If a seed is provided, the public key, and signature are
   * calculated.
   *
   * @param {string | ()=>string} ajwt - the jwt
   * @param {Uint8Array | ()=> Uint8Array } seed - the optional nkey seed
   * @return {Authenticator}
   */
  function jwtAuthenticator(ajwt, seed) {
    return (nonce) => {
      const jwt = typeof ajwt === "function" ? ajwt() : ajwt;
      const { nkey, sig } = nkeyAuthenticator(seed)(nonce);
      return {
        jwt,
        nkey,
        sig,
      };
    };
  }
  /**
   * Returns an Authenticator function that returns a JwtAuth.
   * This is a convenience Authenticator that parses the
   * specified creds and delegates to the jwtAuthenticator.
   * @param {Uint8Array | () => Uint8Array } creds - the contents of a creds file or a function that returns the creds
   * @returns {JwtAuth}
   */
  function credsAuthenticator(creds) {
    const fn = typeof creds !== "function" ? () => creds : creds;
    const parse = () => {
      const CREDS = /\s*(?:(?:[-]{3,}[^\n]*[-]{3,}\n)(.+)(?:\n\s*[-]{3,}[^\n]*[-]{3,}\n))/gi;
      const s = encoders_1.TD.decode(fn());
      let m = CREDS.exec(s);
      if (!m) throw new Error("unable to parse credentials");
      const jwt = m[1].trim();
      m = CREDS.exec(s);
      if (!m) throw new Error("unable to parse credentials");
      return {
        jwt,
        seed: encoders_1.TE.encode(m[1].trim()),
      };
    };
    const jwtFn = () => {
      const { jwt } = parse();
      return jwt;
    };
    const nkeyFn = () => {
      const { seed } = parse();
      return seed;
    };
    return jwtAuthenticator(jwtFn, nkeyFn);
  }
});

// node_modules/.pnpm/@nats-io+nats-core@3.4.0/node_modules/@nats-io/nats-core/lib/options.js
var require_options = /* @__PURE__ */ __commonJSMin((exports) => {
  Object.defineProperty(exports, "__esModule", { value: true });
  exports.DEFAULT_RECONNECT_TIME_WAIT =
    exports.DEFAULT_MAX_PING_OUT =
    exports.DEFAULT_PING_INTERVAL =
    exports.DEFAULT_JITTER_TLS =
    exports.DEFAULT_JITTER =
    exports.DEFAULT_MAX_RECONNECT_ATTEMPTS =
      void 0;
  exports.defaultOptions = defaultOptions;
  exports.hasWsProtocol = hasWsProtocol;
  exports.buildAuthenticator = buildAuthenticator;
  exports.parseOptions = parseOptions;
  exports.checkOptions = checkOptions;
  exports.checkUnsupportedOption = checkUnsupportedOption;
  const util_1 = require_util$1();
  const transport_1 = require_transport();
  const core_1 = require_core();
  const authenticator_1 = require_authenticator();
  const errors_1 = require_errors();
  exports.DEFAULT_MAX_RECONNECT_ATTEMPTS = 10;
  exports.DEFAULT_JITTER = 100;
  exports.DEFAULT_JITTER_TLS = 1e3;
  exports.DEFAULT_PING_INTERVAL = 12e4;
  exports.DEFAULT_MAX_PING_OUT = 2;
  exports.DEFAULT_RECONNECT_TIME_WAIT = 2e3;
  function defaultOptions() {
    return {
      maxPingOut: exports.DEFAULT_MAX_PING_OUT,
      maxReconnectAttempts: exports.DEFAULT_MAX_RECONNECT_ATTEMPTS,
      noRandomize: false,
      pedantic: false,
      pingInterval: exports.DEFAULT_PING_INTERVAL,
      reconnect: true,
      reconnectJitter: exports.DEFAULT_JITTER,
      reconnectJitterTLS: exports.DEFAULT_JITTER_TLS,
      reconnectTimeWait: exports.DEFAULT_RECONNECT_TIME_WAIT,
      tls: void 0,
      verbose: false,
      waitOnFirstConnect: false,
      ignoreAuthErrorAbort: false,
    };
  }
  function hasWsProtocol(opts) {
    if (opts) {
      let { servers } = opts;
      if (typeof servers === "string") servers = [servers];
      if (servers)
        for (let i = 0; i < servers.length; i++) {
          const s = servers[i].toLowerCase();
          if (s.startsWith("ws://") || s.startsWith("wss://")) return true;
        }
    }
    return false;
  }
  function buildAuthenticator(opts) {
    const buf = [];
    if (typeof opts.authenticator === "function") buf.push(opts.authenticator);
    if (Array.isArray(opts.authenticator)) buf.push(...opts.authenticator);
    if (opts.token) buf.push((0, authenticator_1.tokenAuthenticator)(opts.token));
    if (opts.user)
      buf.push((0, authenticator_1.usernamePasswordAuthenticator)(opts.user, opts.pass));
    return buf.length === 0
      ? (0, authenticator_1.noAuthFn)()
      : (0, authenticator_1.multiAuthenticator)(buf);
  }
  function parseOptions(opts) {
    const dhp = `${core_1.DEFAULT_HOST}:${(0, transport_1.defaultPort)()}`;
    opts = opts || { servers: [dhp] };
    opts.servers = opts.servers || [];
    if (typeof opts.servers === "string") opts.servers = [opts.servers];
    if (opts.servers.length > 0 && opts.port)
      throw errors_1.InvalidArgumentError.format(["servers", "port"], "are mutually exclusive");
    if (opts.servers.length === 0 && opts.port)
      opts.servers = [`${core_1.DEFAULT_HOST}:${opts.port}`];
    if (opts.servers && opts.servers.length === 0) opts.servers = [dhp];
    const options = (0, util_1.extend)(defaultOptions(), opts);
    options.authenticator = buildAuthenticator(options);
    ["reconnectDelayHandler", "authenticator"].forEach((n) => {
      if (options[n] && typeof options[n] !== "function")
        throw TypeError(`'${n}' must be a function`);
    });
    if (!options.reconnectDelayHandler)
      options.reconnectDelayHandler = () => {
        let extra = options.tls ? options.reconnectJitterTLS : options.reconnectJitter;
        if (extra) {
          extra++;
          extra = Math.floor(Math.random() * extra);
        }
        return options.reconnectTimeWait + extra;
      };
    if (options.inboxPrefix) (0, core_1.createInbox)(options.inboxPrefix);
    if (options.resolve === void 0)
      options.resolve = typeof (0, transport_1.getResolveFn)() === "function";
    if (options.resolve) {
      if (typeof (0, transport_1.getResolveFn)() !== "function")
        throw errors_1.InvalidArgumentError.format(
          "resolve",
          "is not supported in the current runtime",
        );
    }
    return options;
  }
  function checkOptions(info, options) {
    const { proto, tls_required: tlsRequired, tls_available: tlsAvailable } = info;
    if ((proto === void 0 || proto < 1) && options.noEcho)
      throw new errors_1.errors.ConnectionError(`server does not support 'noEcho'`);
    const tls = tlsRequired || tlsAvailable || false;
    if (options.tls && !tls)
      throw new errors_1.errors.ConnectionError(`server does not support 'tls'`);
  }
  function checkUnsupportedOption(prop, v) {
    if (v) throw errors_1.InvalidArgumentError.format(prop, "is not supported");
  }
});

// node_modules/.pnpm/@nats-io+nats-core@3.4.0/node_modules/@nats-io/nats-core/lib/protocol.js
var require_protocol = /* @__PURE__ */ __commonJSMin((exports) => {
  Object.defineProperty(exports, "__esModule", { value: true });
  exports.ProtocolHandler =
    exports.Subscriptions =
    exports.SubscriptionImpl =
    exports.Connect =
    exports.INFO =
      void 0;
  const encoders_1 = require_encoders();
  const transport_1 = require_transport();
  const util_1 = require_util$1();
  const databuffer_1 = require_databuffer();
  const servers_1 = require_servers();
  const queued_iterator_1 = require_queued_iterator();
  const muxsubscription_1 = require_muxsubscription();
  const heartbeats_1 = require_heartbeats();
  const parser_1 = require_parser();
  const msg_1 = require_msg();
  const semver_1 = require_semver();
  const options_1 = require_options();
  const errors_1 = require_errors();
  const FLUSH_THRESHOLD = 32768;
  exports.INFO = /^INFO\s+([^\r\n]+)\r\n/i;
  const PONG_CMD = (0, encoders_1.encode)("PONG\r\n");
  const PING_CMD = (0, encoders_1.encode)("PING\r\n");
  const ERR_RECONNECT_HANDLER_FAILED = "client option reconnectToServer handler failed";
  const ERR_RECONNECT_HANDLER_NOT_IN_POOL = "returned server is not in the pool";
  function isDelayedServer(x) {
    return x !== null && typeof x === "object" && "server" in x && "delay" in x;
  }
  var Connect = class {
    echo;
    no_responders;
    protocol;
    verbose;
    pedantic;
    jwt;
    nkey;
    sig;
    user;
    pass;
    auth_token;
    tls_required;
    name;
    lang;
    version;
    headers;
    constructor(transport, opts, nonce) {
      this.protocol = 1;
      this.version = transport.version;
      this.lang = transport.lang;
      this.echo = opts.noEcho ? false : void 0;
      this.verbose = opts.verbose;
      this.pedantic = opts.pedantic;
      this.tls_required = opts.tls ? true : void 0;
      this.name = opts.name;
      const creds =
        (opts && typeof opts.authenticator === "function" ? opts.authenticator(nonce) : {}) || {};
      (0, util_1.extend)(this, creds);
    }
  };
  exports.Connect = Connect;
  var SlowNotifier = class {
    slow;
    cb;
    notified;
    constructor(slow, cb) {
      this.slow = slow;
      this.cb = cb;
      this.notified = false;
    }
    maybeNotify(pending) {
      if (pending <= this.slow) this.notified = false;
      else if (!this.notified) {
        this.cb(pending);
        this.notified = true;
      }
    }
  };
  var SubscriptionImpl = class extends queued_iterator_1.QueuedIteratorImpl {
    sid;
    queue;
    draining;
    max;
    subject;
    drained;
    protocol;
    timer;
    info;
    cleanupFn;
    closed;
    requestSubject;
    slow;
    constructor(protocol, subject, opts = {}) {
      super();
      (0, util_1.extend)(this, opts);
      this.protocol = protocol;
      this.subject = subject;
      this.draining = false;
      this.noIterator = typeof opts.callback === "function";
      this.closed = (0, util_1.deferred)();
      const asyncTraces = !(protocol.options?.noAsyncTraces || false);
      if (opts.timeout) {
        this.timer = (0, util_1.timeout)(opts.timeout, asyncTraces);
        this.timer
          .then(() => {
            this.timer = void 0;
          })
          .catch((err) => {
            this.stop(err);
            if (this.noIterator) this.callback(err, {});
          });
      }
      if (!this.noIterator)
        this.iterClosed.then((err) => {
          this.closed.resolve(err);
          this.unsubscribe();
        });
    }
    setSlowNotificationFn(slow, fn) {
      this.slow = void 0;
      if (fn) {
        if (this.noIterator) throw new Error("callbacks don't support slow notifications");
        this.slow = new SlowNotifier(slow, fn);
      }
    }
    callback(err, msg) {
      this.cancelTimeout();
      err ? this.stop(err) : this.push(msg);
      if (!err && this.slow) this.slow.maybeNotify(this.getPending());
    }
    close(err) {
      if (!this.isClosed()) {
        this.cancelTimeout();
        const fn = () => {
          this.stop();
          if (this.cleanupFn)
            try {
              this.cleanupFn(this, this.info);
            } catch (_err) {}
          this.closed.resolve(err);
        };
        if (this.noIterator) fn();
        else this.push(fn);
      }
    }
    unsubscribe(max) {
      this.protocol.unsubscribe(this, max);
    }
    cancelTimeout() {
      if (this.timer) {
        this.timer.cancel();
        this.timer = void 0;
      }
    }
    drain() {
      if (this.protocol.isClosed())
        return Promise.reject(new errors_1.errors.ClosedConnectionError());
      if (this.isClosed())
        return Promise.reject(
          new errors_1.errors.InvalidOperationError("subscription is already closed"),
        );
      if (!this.drained) {
        this.draining = true;
        this.protocol.unsub(this);
        this.drained = this.protocol
          .flush((0, util_1.deferred)())
          .then(() => {
            this.protocol.subscriptions.cancel(this);
          })
          .catch(() => {
            this.protocol.subscriptions.cancel(this);
          });
      }
      return this.drained;
    }
    async [Symbol.asyncDispose]() {
      if (this.protocol.isClosed() || this.isClosed()) return;
      if (this.drained) {
        await this.drained;
        return;
      }
      await this.drain();
    }
    isDraining() {
      return this.draining;
    }
    isClosed() {
      return this.done;
    }
    getSubject() {
      return this.subject;
    }
    getMax() {
      return this.max;
    }
    getID() {
      return this.sid;
    }
  };
  exports.SubscriptionImpl = SubscriptionImpl;
  var Subscriptions = class {
    mux;
    subs;
    sidCounter;
    constructor() {
      this.sidCounter = 0;
      this.mux = null;
      this.subs = /* @__PURE__ */ new Map();
    }
    size() {
      return this.subs.size;
    }
    add(s) {
      this.sidCounter++;
      s.sid = this.sidCounter;
      this.subs.set(s.sid, s);
      return s;
    }
    setMux(s) {
      this.mux = s;
      return s;
    }
    getMux() {
      return this.mux;
    }
    get(sid) {
      return this.subs.get(sid);
    }
    resub(s) {
      this.sidCounter++;
      this.subs.delete(s.sid);
      s.sid = this.sidCounter;
      this.subs.set(s.sid, s);
      return s;
    }
    all() {
      return Array.from(this.subs.values());
    }
    cancel(s) {
      if (s) {
        s.close();
        this.subs.delete(s.sid);
      }
    }
    handleError(err) {
      const subs = this.all();
      let sub;
      if (err.operation === "subscription")
        sub = subs.find((s) => {
          return s.subject === err.subject && s.queue === err.queue;
        });
      else if (err.operation === "publish")
        sub = subs.find((s) => {
          return s.requestSubject === err.subject;
        });
      if (sub) {
        sub.callback(err, {});
        sub.close(err);
        this.subs.delete(sub.sid);
        return sub !== this.mux;
      }
      return false;
    }
    close() {
      this.subs.forEach((sub) => {
        sub.close();
      });
    }
  };
  exports.Subscriptions = Subscriptions;
  var ProtocolHandler = class ProtocolHandler {
    connected;
    connectedOnce;
    infoReceived;
    info;
    muxSubscriptions;
    options;
    outbound;
    pongs;
    subscriptions;
    transport;
    noMorePublishing;
    connectError;
    publisher;
    _closed;
    closed;
    listeners;
    heartbeats;
    parser;
    outMsgs;
    inMsgs;
    outBytes;
    inBytes;
    pendingLimit;
    lastError;
    abortReconnect;
    whyClosed;
    servers;
    server;
    features;
    connectPromise;
    dialDelay;
    raceTimer;
    constructor(options, publisher) {
      this._closed = false;
      this.connected = false;
      this.connectedOnce = false;
      this.infoReceived = false;
      this.noMorePublishing = false;
      this.abortReconnect = false;
      this.listeners = [];
      this.pendingLimit = FLUSH_THRESHOLD;
      this.outMsgs = 0;
      this.inMsgs = 0;
      this.outBytes = 0;
      this.inBytes = 0;
      this.options = options;
      this.publisher = publisher;
      this.subscriptions = new Subscriptions();
      this.muxSubscriptions = new muxsubscription_1.MuxSubscription();
      this.outbound = new databuffer_1.DataBuffer();
      this.pongs = [];
      this.whyClosed = "";
      this.pendingLimit = options.pendingLimit || this.pendingLimit;
      this.features = new semver_1.Features({
        major: 0,
        minor: 0,
        micro: 0,
      });
      this.connectPromise = null;
      this.dialDelay = null;
      const servers = typeof options.servers === "string" ? [options.servers] : options.servers;
      this.servers = new servers_1.Servers({ randomize: !options.noRandomize });
      this.servers.setServers(servers);
      this.closed = (0, util_1.deferred)();
      this.parser = new parser_1.Parser(this);
      this.heartbeats = new heartbeats_1.Heartbeat(
        this,
        this.options.pingInterval || options_1.DEFAULT_PING_INTERVAL,
        this.options.maxPingOut || options_1.DEFAULT_MAX_PING_OUT,
      );
    }
    resetOutbound() {
      this.outbound.reset();
      const pongs = this.pongs;
      this.pongs = [];
      const err = new errors_1.errors.RequestError("connection disconnected");
      err.stack = "";
      pongs.forEach((p) => {
        p.reject(err);
      });
      this.parser = new parser_1.Parser(this);
      this.infoReceived = false;
    }
    dispatchStatus(status) {
      this.listeners.forEach((q) => {
        q.push(status);
      });
    }
    prepare() {
      if (this.transport) this.transport.discard();
      this.info = void 0;
      this.resetOutbound();
      const pong = (0, util_1.deferred)();
      pong.catch(() => {});
      this.pongs.unshift(pong);
      this.connectError = (err) => {
        pong.reject(err);
      };
      this.transport = (0, transport_1.newTransport)();
      this.transport.closed().then(async (_err) => {
        this.connected = false;
        if (!this.isClosed()) {
          await this.disconnected(this.transport.closeError || this.lastError);
          return;
        }
      });
      return pong;
    }
    disconnect() {
      this.dispatchStatus({ type: "staleConnection" });
      this.transport.disconnect();
    }
    reconnect() {
      if (this.connected) {
        this.dispatchStatus({ type: "forceReconnect" });
        this.transport.disconnect();
      }
      return Promise.resolve();
    }
    async disconnected(err) {
      this.dispatchStatus({
        type: "disconnect",
        server: this.servers.getCurrentServer().toString(),
      });
      if (this.options.reconnect)
        await this.dialLoop()
          .then(() => {
            this.dispatchStatus({
              type: "reconnect",
              server: this.servers.getCurrentServer().toString(),
            });
            if (this.lastError instanceof errors_1.errors.UserAuthenticationExpiredError)
              this.lastError = void 0;
          })
          .catch((err) => {
            this.close(err).catch();
          });
      else await this.close(err).catch();
    }
    async dial(srv) {
      const pong = this.prepare();
      try {
        this.raceTimer = (0, util_1.timeout)(this.options.timeout || 2e4);
        const cp = this.transport.connect(srv, this.options);
        await Promise.race([cp, this.raceTimer]);
        (async () => {
          try {
            for await (const b of this.transport) this.parser.parse(b);
          } catch (err) {
            console.log("reader closed", err);
          }
        })().then();
      } catch (err) {
        pong.reject(err);
      }
      try {
        await Promise.race([this.raceTimer, pong]);
        this.raceTimer?.cancel();
        this.connected = true;
        this.connectError = void 0;
        this.sendSubscriptions();
        this.connectedOnce = true;
        this.server.didConnect = true;
        this.server.reconnects = 0;
        this.flushPending();
        this.heartbeats.start();
      } catch (err) {
        this.raceTimer?.cancel();
        await this.transport.close(err);
        throw err;
      }
    }
    async _doDial(srv) {
      const { resolve } = this.options;
      const alts = await srv.resolve({
        fn: (0, transport_1.getResolveFn)(),
        debug: this.options.debug,
        randomize: !this.options.noRandomize,
        resolve,
      });
      let lastErr = null;
      for (const a of alts)
        try {
          lastErr = null;
          this.dispatchStatus({ type: "reconnecting" });
          await this.dial(a);
          return;
        } catch (err) {
          lastErr = err;
        }
      throw lastErr;
    }
    dialLoop() {
      if (this.connectPromise === null) {
        this.connectPromise = this.dodialLoop();
        this.connectPromise
          .then(() => {})
          .catch(() => {})
          .finally(() => {
            this.connectPromise = null;
          });
      }
      return this.connectPromise;
    }
    async dodialLoop() {
      let lastError;
      while (true) {
        if (this._closed) this.servers.clear();
        const wait = this.options.reconnectDelayHandler
          ? this.options.reconnectDelayHandler()
          : options_1.DEFAULT_RECONNECT_TIME_WAIT;
        let maxWait = wait;
        const srv = this.selectServer();
        if (!srv || this.abortReconnect) {
          if (lastError) throw lastError;
          else if (this.lastError) throw this.lastError;
          else throw new errors_1.errors.ConnectionError("connection refused");
        }
        const now = Date.now();
        if (srv.lastConnect === 0 || srv.lastConnect + wait <= now) {
          let target = srv;
          let extraDelay = 0;
          if (this.options.reconnectToServer)
            try {
              const snap = this.servers.snapshotForHandler();
              const r = this.options.reconnectToServer(snap, this.info ?? null);
              let picked;
              if (isDelayedServer(r)) {
                picked = r.server;
                extraDelay = Number.isFinite(r.delay) && r.delay > 0 ? Math.floor(r.delay) : 0;
              } else picked = r;
              if (picked !== null) {
                const found = this.servers.find(picked);
                if (!found) throw new Error(ERR_RECONNECT_HANDLER_NOT_IN_POOL);
                if (found !== srv) {
                  target = found;
                  this.servers.setCurrent(target);
                  this.server = target;
                }
              }
            } catch (cause) {
              const c = cause instanceof Error ? cause : new Error(String(cause));
              throw new errors_1.errors.ConnectionError(
                `${ERR_RECONNECT_HANDLER_FAILED}: ${c.message}`,
                { cause: c },
              );
            }
          if (extraDelay > 0) {
            this.dialDelay = (0, util_1.delay)(extraDelay);
            await this.dialDelay;
          }
          target.lastConnect = Date.now();
          try {
            await this._doDial(target);
            break;
          } catch (err) {
            lastError = err;
            if (!this.connectedOnce) {
              if (this.options.waitOnFirstConnect) continue;
              this.servers.removeCurrentServer();
            }
            target.reconnects++;
            const mra = this.options.maxReconnectAttempts || 0;
            if (mra !== -1 && target.reconnects >= mra) this.servers.removeCurrentServer();
          }
        } else {
          maxWait = Math.min(maxWait, srv.lastConnect + wait - now);
          this.dialDelay = (0, util_1.delay)(maxWait);
          await this.dialDelay;
        }
      }
    }
    static async connect(options, publisher) {
      const h = new ProtocolHandler(options, publisher);
      await h.dialLoop();
      return h;
    }
    static toError(s) {
      let err = errors_1.errors.PermissionViolationError.parse(s);
      if (err) return err;
      err = errors_1.errors.UserAuthenticationExpiredError.parse(s);
      if (err) return err;
      err = errors_1.errors.AuthorizationError.parse(s);
      if (err) return err;
      return new errors_1.errors.ProtocolError(s);
    }
    processMsg(msg, data) {
      this.inMsgs++;
      this.inBytes += data.length;
      if (!this.subscriptions.sidCounter) return;
      const sub = this.subscriptions.get(msg.sid);
      if (!sub) return;
      sub.received += 1;
      if (sub.callback) sub.callback(null, new msg_1.MsgImpl(msg, data, this));
      if (sub.max !== void 0 && sub.received >= sub.max) sub.unsubscribe();
    }
    processError(m) {
      let s = (0, encoders_1.decode)(m);
      if (s.startsWith("'") && s.endsWith("'")) s = s.slice(1, s.length - 1);
      const err = ProtocolHandler.toError(s);
      switch (err.constructor) {
        case errors_1.errors.PermissionViolationError: {
          const pe = err;
          const mux = this.subscriptions.getMux();
          const isMuxPermission = mux ? pe.subject === mux.subject : false;
          this.subscriptions.handleError(pe);
          this.muxSubscriptions.handleError(isMuxPermission, pe);
          if (isMuxPermission) this.subscriptions.setMux(null);
        }
      }
      this.dispatchStatus({
        type: "error",
        error: err,
      });
      this.handleError(err);
    }
    handleError(err) {
      if (
        err instanceof errors_1.errors.UserAuthenticationExpiredError ||
        err instanceof errors_1.errors.AuthorizationError
      )
        this.handleAuthError(err);
      if (!(err instanceof errors_1.errors.PermissionViolationError)) this.lastError = err;
    }
    handleAuthError(err) {
      if (
        (this.lastError instanceof errors_1.errors.UserAuthenticationExpiredError ||
          this.lastError instanceof errors_1.errors.AuthorizationError) &&
        this.options.ignoreAuthErrorAbort === false
      )
        this.abortReconnect = true;
      if (this.connectError) this.connectError(err);
      else this.disconnect();
    }
    processPing() {
      this.transport.send(PONG_CMD);
    }
    processPong() {
      const cb = this.pongs.shift();
      if (cb) cb.resolve();
    }
    processInfo(m) {
      const info = JSON.parse((0, encoders_1.decode)(m));
      this.info = info;
      const updates =
        this.options && this.options.ignoreClusterUpdates
          ? void 0
          : this.servers.update(info, this.transport.isEncrypted());
      if (!this.infoReceived) {
        this.features.update((0, semver_1.parseSemVer)(info.version));
        this.infoReceived = true;
        if (this.transport.isEncrypted()) this.servers.updateTLSName();
        const { version, lang } = this.transport;
        try {
          const c = new Connect(
            {
              version,
              lang,
            },
            this.options,
            info.nonce,
          );
          if (info.headers) {
            c.headers = true;
            c.no_responders = true;
          }
          const cs = JSON.stringify(c);
          this.transport.send((0, encoders_1.encode)(`CONNECT ${cs}${transport_1.CR_LF}`));
          this.transport.send(PING_CMD);
        } catch (err) {
          this.close(err).catch();
        }
      }
      if (updates) {
        const { added, deleted } = updates;
        this.dispatchStatus({
          type: "update",
          added,
          deleted,
        });
      }
      if (info.ldm !== void 0 ? info.ldm : false)
        this.dispatchStatus({
          type: "ldm",
          server: this.servers.getCurrentServer().toString(),
        });
    }
    push(e) {
      switch (e.kind) {
        case parser_1.Kind.MSG: {
          const { msg, data } = e;
          this.processMsg(msg, data);
          break;
        }
        case parser_1.Kind.OK:
          break;
        case parser_1.Kind.ERR:
          this.processError(e.data);
          break;
        case parser_1.Kind.PING:
          this.processPing();
          break;
        case parser_1.Kind.PONG:
          this.processPong();
          break;
        case parser_1.Kind.INFO:
          this.processInfo(e.data);
      }
    }
    sendCommand(cmd, ...payloads) {
      const len = this.outbound.length();
      let buf;
      if (typeof cmd === "string") buf = (0, encoders_1.encode)(cmd);
      else buf = cmd;
      this.outbound.fill(buf, ...payloads);
      if (len === 0)
        queueMicrotask(() => {
          this.flushPending();
        });
      else if (this.outbound.size() >= this.pendingLimit) this.flushPending();
    }
    publish(subject, payload = encoders_1.Empty, options) {
      let data;
      if (payload instanceof Uint8Array) data = payload;
      else if (typeof payload === "string") data = encoders_1.TE.encode(payload);
      else throw new TypeError("payload types can be strings or Uint8Array");
      let len = data.length;
      options = options || {};
      options.reply = options.reply || "";
      let headers = encoders_1.Empty;
      let hlen = 0;
      if (options.headers) {
        if (this.info && !this.info.headers)
          errors_1.InvalidArgumentError.format("headers", "are not available on this server");
        headers = options.headers.encode();
        hlen = headers.length;
        len = data.length + hlen;
      }
      if (this.info && len > this.info.max_payload)
        throw errors_1.InvalidArgumentError.format("payload", "max_payload size exceeded");
      this.outBytes += len;
      this.outMsgs++;
      let proto;
      if (options.headers) {
        if (options.reply) proto = `HPUB ${subject} ${options.reply} ${hlen} ${len}\r\n`;
        else proto = `HPUB ${subject} ${hlen} ${len}\r\n`;
        this.sendCommand(proto, headers, data, transport_1.CRLF);
      } else {
        if (options.reply) proto = `PUB ${subject} ${options.reply} ${len}\r\n`;
        else proto = `PUB ${subject} ${len}\r\n`;
        this.sendCommand(proto, data, transport_1.CRLF);
      }
    }
    request(r) {
      this.initMux();
      this.muxSubscriptions.add(r);
      return r;
    }
    subscribe(s) {
      this.subscriptions.add(s);
      this._subunsub(s);
      return s;
    }
    _sub(s) {
      if (s.queue) this.sendCommand(`SUB ${s.subject} ${s.queue} ${s.sid}\r\n`);
      else this.sendCommand(`SUB ${s.subject} ${s.sid}\r\n`);
    }
    _subunsub(s) {
      this._sub(s);
      if (s.max) this.unsubscribe(s, s.max);
      return s;
    }
    unsubscribe(s, max) {
      this.unsub(s, max);
      if (s.max === void 0 || s.received >= s.max) this.subscriptions.cancel(s);
    }
    unsub(s, max) {
      if (!s || this.isClosed()) return;
      if (max) this.sendCommand(`UNSUB ${s.sid} ${max}\r\n`);
      else this.sendCommand(`UNSUB ${s.sid}\r\n`);
      s.max = max;
    }
    resub(s, subject) {
      if (!s || this.isClosed()) return;
      this.unsub(s);
      s.subject = subject;
      this.subscriptions.resub(s);
      this._sub(s);
    }
    flush(p) {
      if (!p) p = (0, util_1.deferred)();
      this.pongs.push(p);
      this.outbound.fill(PING_CMD);
      this.flushPending();
      return p;
    }
    sendSubscriptions() {
      const cmds = [];
      this.subscriptions.all().forEach((s) => {
        const sub = s;
        if (sub.queue) cmds.push(`SUB ${sub.subject} ${sub.queue} ${sub.sid}${transport_1.CR_LF}`);
        else cmds.push(`SUB ${sub.subject} ${sub.sid}${transport_1.CR_LF}`);
      });
      if (cmds.length) this.transport.send((0, encoders_1.encode)(cmds.join("")));
    }
    async close(err) {
      if (this._closed) return;
      this.whyClosed = /* @__PURE__ */ new Error("close trace").stack || "";
      this.heartbeats.cancel();
      if (this.connectError) {
        this.connectError(err);
        this.connectError = void 0;
      }
      this.muxSubscriptions.close();
      this.subscriptions.close();
      const proms = [];
      for (let i = 0; i < this.listeners.length; i++) {
        const qi = this.listeners[i];
        if (qi) {
          qi.push({ type: "close" });
          qi.stop();
          proms.push(qi.iterClosed);
        }
      }
      if (proms.length) await Promise.all(proms);
      this._closed = true;
      await this.transport.close(err);
      this.raceTimer?.cancel();
      this.dialDelay?.cancel();
      this.closed.resolve(err);
    }
    isClosed() {
      return this._closed;
    }
    async drain() {
      const subs = this.subscriptions.all();
      const promises = [];
      subs.forEach((sub) => {
        promises.push(sub.drain());
      });
      try {
        await Promise.allSettled(promises);
      } catch {
      } finally {
        this.noMorePublishing = true;
        await this.flush();
      }
      return this.close();
    }
    flushPending() {
      if (!this.infoReceived || !this.connected) return;
      if (this.outbound.size()) {
        const d = this.outbound.drain();
        this.transport.send(d);
      }
    }
    initMux() {
      if (!this.subscriptions.getMux()) {
        const inbox = this.muxSubscriptions.init(this.options.inboxPrefix);
        const sub = new SubscriptionImpl(this, `${inbox}*`);
        sub.callback = this.muxSubscriptions.dispatcher();
        this.subscriptions.setMux(sub);
        this.subscribe(sub);
      }
    }
    selectServer() {
      const server = this.servers.selectServer();
      if (server === void 0) return;
      this.server = server;
      return this.server;
    }
    getServer() {
      return this.server;
    }
  };
  exports.ProtocolHandler = ProtocolHandler;
});

// node_modules/.pnpm/@nats-io+nats-core@3.4.0/node_modules/@nats-io/nats-core/lib/request.js
var require_request = /* @__PURE__ */ __commonJSMin((exports) => {
  Object.defineProperty(exports, "__esModule", { value: true });
  exports.RequestOne = exports.RequestMany = exports.BaseRequest = void 0;
  const util_1 = require_util$1();
  const errors_1 = require_errors();
  var BaseRequest = class {
    token;
    received;
    ctx;
    requestSubject;
    mux;
    constructor(mux, requestSubject, asyncTraces = true) {
      this.mux = mux;
      this.requestSubject = requestSubject;
      this.received = 0;
      this.token = (0, util_1.randomToken)();
      if (asyncTraces) this.ctx = new errors_1.RequestError();
    }
  };
  exports.BaseRequest = BaseRequest;
  /**
   * Request expects multiple message response
   * the request ends when the timer expires,
   * an error arrives or an expected count of messages
   * arrives, end is signaled by a null message
   */
  var RequestMany = class extends BaseRequest {
    callback;
    done;
    timer;
    max;
    opts;
    constructor(mux, requestSubject, opts = { maxWait: 1e3 }) {
      super(mux, requestSubject);
      this.opts = opts;
      if (typeof this.opts.callback !== "function")
        throw new TypeError("callback must be a function");
      this.callback = this.opts.callback;
      this.max =
        typeof opts.maxMessages === "number" && opts.maxMessages > 0 ? opts.maxMessages : -1;
      this.done = (0, util_1.deferred)();
      this.done.then(() => {
        this.callback(null, null);
      });
      this.timer = setTimeout(() => {
        this.cancel();
      }, opts.maxWait);
    }
    cancel(err) {
      if (err) this.callback(err, null);
      clearTimeout(this.timer);
      this.mux.cancel(this);
      this.done.resolve();
    }
    resolver(err, msg) {
      if (err) {
        if (this.ctx) err.stack += `\n\n${this.ctx.stack}`;
        this.cancel(err);
      } else {
        this.callback(null, msg);
        if (this.opts.strategy === "count") {
          this.max--;
          if (this.max === 0) this.cancel();
        }
        if (this.opts.strategy === "stall") {
          clearTimeout(this.timer);
          this.timer = setTimeout(() => {
            this.cancel();
          }, this.opts.stall || 300);
        }
        if (this.opts.strategy === "sentinel") {
          if (msg && msg.data.length === 0) this.cancel();
        }
      }
    }
  };
  exports.RequestMany = RequestMany;
  var RequestOne = class extends BaseRequest {
    deferred;
    timer;
    constructor(mux, requestSubject, opts = { timeout: 1e3 }, asyncTraces = true) {
      super(mux, requestSubject, asyncTraces);
      this.deferred = (0, util_1.deferred)();
      this.timer = (0, util_1.timeout)(opts.timeout, asyncTraces);
    }
    resolver(err, msg) {
      if (this.timer) this.timer.cancel();
      if (err) {
        if (!(err instanceof errors_1.TimeoutError)) {
          if (this.ctx) {
            this.ctx.message = err.message;
            this.ctx.cause = err;
            err = this.ctx;
          } else err = new errors_1.errors.RequestError(err.message, { cause: err });
        }
        this.deferred.reject(err);
      } else this.deferred.resolve(msg);
      this.cancel();
    }
    cancel(err) {
      if (this.timer) this.timer.cancel();
      this.mux.cancel(this);
      this.deferred.reject(err ? err : new errors_1.RequestError("cancelled"));
    }
  };
  exports.RequestOne = RequestOne;
});

// node_modules/.pnpm/@nats-io+nats-core@3.4.0/node_modules/@nats-io/nats-core/lib/nats.js
var require_nats = /* @__PURE__ */ __commonJSMin((exports) => {
  Object.defineProperty(exports, "__esModule", { value: true });
  exports.NatsConnectionImpl = void 0;
  const util_1 = require_util$1();
  const protocol_1 = require_protocol();
  const encoders_1 = require_encoders();
  const headers_1 = require_headers();
  const semver_1 = require_semver();
  const options_1 = require_options();
  const queued_iterator_1 = require_queued_iterator();
  const request_1 = require_request();
  const core_1 = require_core();
  const errors_1 = require_errors();
  const whitespaceRegex = /[ \n\r\t]/;
  var NatsConnectionImpl = class NatsConnectionImpl {
    options;
    protocol;
    draining;
    closeListeners;
    constructor(opts) {
      this.draining = false;
      this.options = (0, options_1.parseOptions)(opts);
    }
    static connect(opts = {}) {
      return new Promise((resolve, reject) => {
        const nc = new NatsConnectionImpl(opts);
        protocol_1.ProtocolHandler.connect(nc.options, nc)
          .then((ph) => {
            nc.protocol = ph;
            resolve(nc);
          })
          .catch((err) => {
            reject(err);
          });
      });
    }
    closed() {
      return this.protocol.closed;
    }
    async close() {
      await this.protocol.close();
    }
    _check(subject, sub, pub) {
      if (this.isClosed()) throw new errors_1.errors.ClosedConnectionError();
      if (sub && this.isDraining()) throw new errors_1.errors.DrainingConnectionError();
      if (pub && this.protocol.noMorePublishing)
        throw new errors_1.errors.DrainingConnectionError();
      subject = subject || "";
      if (subject.length === 0 || whitespaceRegex.test(subject))
        throw new errors_1.errors.InvalidSubjectError(subject);
    }
    publish(subject, data, options) {
      this._check(subject, false, true);
      if (options?.reply) this._check(options.reply, false, true);
      if (typeof options?.traceOnly === "boolean") {
        const hdrs = options.headers || (0, headers_1.headers)();
        hdrs.set("Nats-Trace-Only", "true");
        options.headers = hdrs;
      }
      if (typeof options?.traceDestination === "string") {
        const hdrs = options.headers || (0, headers_1.headers)();
        hdrs.set("Nats-Trace-Dest", options.traceDestination);
        options.headers = hdrs;
      }
      this.protocol.publish(subject, data, options);
    }
    publishMessage(msg) {
      return this.publish(msg.subject, msg.data, {
        reply: msg.reply,
        headers: msg.headers,
      });
    }
    respondMessage(msg) {
      if (msg.reply) {
        this.publish(msg.reply, msg.data, {
          reply: msg.reply,
          headers: msg.headers,
        });
        return true;
      }
      return false;
    }
    subscribe(subject, opts = {}) {
      this._check(subject, true, false);
      const sub = new protocol_1.SubscriptionImpl(this.protocol, subject, opts);
      if (typeof opts.callback !== "function" && typeof opts.slow === "number")
        sub.setSlowNotificationFn(opts.slow, (pending) => {
          this.protocol.dispatchStatus({
            type: "slowConsumer",
            sub,
            pending,
          });
        });
      this.protocol.subscribe(sub);
      return sub;
    }
    _resub(s, subject, max) {
      this._check(subject, true, false);
      const si = s;
      si.max = max;
      if (max) si.max = max + si.received;
      this.protocol.resub(si, subject);
    }
    requestMany(
      subject,
      data = encoders_1.Empty,
      opts = {
        maxWait: 1e3,
        maxMessages: -1,
      },
    ) {
      const asyncTraces = !(this.protocol.options.noAsyncTraces || false);
      try {
        this._check(subject, true, true);
      } catch (err) {
        return Promise.reject(err);
      }
      opts.strategy = opts.strategy || "timer";
      opts.maxWait = opts.maxWait || 1e3;
      if (opts.maxWait < 1)
        return Promise.reject(
          errors_1.InvalidArgumentError.format("timeout", "must be greater than 0"),
        );
      const qi = new queued_iterator_1.QueuedIteratorImpl();
      function stop(err) {
        qi.push(() => {
          qi.stop(err);
        });
      }
      function callback(err, msg) {
        if (err || msg === null) stop(err === null ? void 0 : err);
        else qi.push(msg);
      }
      if (opts.noMux) {
        const stack = asyncTraces ? /* @__PURE__ */ new Error().stack : null;
        let max =
          typeof opts.maxMessages === "number" && opts.maxMessages > 0 ? opts.maxMessages : -1;
        const sub = this.subscribe((0, core_1.createInbox)(this.options.inboxPrefix), {
          callback: (err, msg) => {
            if (msg?.data?.length === 0 && msg?.headers?.status === "503")
              err = new errors_1.errors.NoRespondersError(subject);
            if (err) {
              if (stack) err.stack += `\n\n${stack}`;
              cancel(err);
              return;
            }
            callback(null, msg);
            if (opts.strategy === "count") {
              max--;
              if (max === 0) cancel();
            }
            if (opts.strategy === "stall") {
              clearTimers();
              timer = setTimeout(() => {
                cancel();
              }, 300);
            }
            if (opts.strategy === "sentinel") {
              if (msg && msg.data.length === 0) cancel();
            }
          },
        });
        sub.requestSubject = subject;
        sub.closed
          .then(() => {
            stop();
          })
          .catch((err) => {
            qi.stop(err);
          });
        const cancel = (err) => {
          if (err)
            qi.push(() => {
              throw err;
            });
          clearTimers();
          sub
            .drain()
            .then(() => {
              stop();
            })
            .catch((_err) => {
              stop();
            });
        };
        qi.iterClosed
          .then(() => {
            clearTimers();
            sub?.unsubscribe();
          })
          .catch((_err) => {
            clearTimers();
            sub?.unsubscribe();
          });
        const { headers, traceDestination, traceOnly } = opts;
        try {
          this.publish(subject, data, {
            reply: sub.getSubject(),
            headers,
            traceDestination,
            traceOnly,
          });
        } catch (err) {
          cancel(err);
        }
        let timer = setTimeout(() => {
          cancel();
        }, opts.maxWait);
        const clearTimers = () => {
          if (timer) clearTimeout(timer);
        };
      } else {
        const rmo = opts;
        rmo.callback = callback;
        qi.iterClosed
          .then(() => {
            r.cancel();
          })
          .catch((err) => {
            r.cancel(err);
          });
        const r = new request_1.RequestMany(this.protocol.muxSubscriptions, subject, rmo);
        this.protocol.request(r);
        const { headers, traceDestination, traceOnly } = opts;
        try {
          this.publish(subject, data, {
            reply: `${this.protocol.muxSubscriptions.baseInbox}${r.token}`,
            headers,
            traceDestination,
            traceOnly,
          });
        } catch (err) {
          r.cancel(err);
        }
      }
      return Promise.resolve(qi);
    }
    request(
      subject,
      data,
      opts = {
        timeout: 1e3,
        noMux: false,
      },
    ) {
      try {
        this._check(subject, true, true);
      } catch (err) {
        return Promise.reject(err);
      }
      const asyncTraces = !(this.protocol.options.noAsyncTraces || false);
      opts.timeout = opts.timeout || 1e3;
      if (opts.timeout < 1)
        return Promise.reject(
          errors_1.InvalidArgumentError.format("timeout", `must be greater than 0`),
        );
      if (!opts.noMux && opts.reply)
        return Promise.reject(
          errors_1.InvalidArgumentError.format(["reply", "noMux"], "are mutually exclusive"),
        );
      if (opts.noMux) {
        const inbox = opts.reply ? opts.reply : (0, core_1.createInbox)(this.options.inboxPrefix);
        const d = (0, util_1.deferred)();
        const errCtx = asyncTraces ? new errors_1.errors.RequestError("") : null;
        const sub = this.subscribe(inbox, {
          max: 1,
          timeout: opts.timeout,
          callback: (err, msg) => {
            if (msg && msg.data?.length === 0 && msg.headers?.code === 503)
              err = new errors_1.errors.NoRespondersError(subject);
            if (err) {
              if (!(err instanceof errors_1.TimeoutError)) {
                if (errCtx) {
                  errCtx.message = err.message;
                  errCtx.cause = err;
                  err = errCtx;
                } else err = new errors_1.errors.RequestError(err.message, { cause: err });
              }
              d.reject(err);
              sub.unsubscribe();
            } else d.resolve(msg);
          },
        });
        sub.requestSubject = subject;
        this.protocol.publish(subject, data, {
          reply: inbox,
          headers: opts.headers,
        });
        return d;
      } else {
        const r = new request_1.RequestOne(
          this.protocol.muxSubscriptions,
          subject,
          opts,
          asyncTraces,
        );
        this.protocol.request(r);
        const { headers, traceDestination, traceOnly } = opts;
        try {
          this.publish(subject, data, {
            reply: `${this.protocol.muxSubscriptions.baseInbox}${r.token}`,
            headers,
            traceDestination,
            traceOnly,
          });
        } catch (err) {
          r.cancel(err);
        }
        const p = Promise.race([r.timer, r.deferred]);
        p.catch(() => {
          r.cancel();
        });
        return p;
      }
    }
    /** *
     * Flushes to the server. Promise resolves when round-trip completes.
     * @returns {Promise<void>}
     */
    flush() {
      if (this.isClosed()) return Promise.reject(new errors_1.errors.ClosedConnectionError());
      return this.protocol.flush();
    }
    drain() {
      if (this.isClosed()) return Promise.reject(new errors_1.errors.ClosedConnectionError());
      if (this.isDraining()) return Promise.reject(new errors_1.errors.DrainingConnectionError());
      this.draining = true;
      return this.protocol.drain();
    }
    async [Symbol.asyncDispose]() {
      if (this.isClosed()) return;
      if (this.isDraining()) {
        await this.closed();
        return;
      }
      await this.drain();
    }
    isClosed() {
      return this.protocol.isClosed();
    }
    isDraining() {
      return this.draining;
    }
    getServer() {
      const srv = this.protocol.getServer();
      return srv ? srv.listen : "";
    }
    setServers(servers) {
      this.protocol.servers.setServers(servers);
    }
    getServers() {
      return this.protocol.servers.snapshot();
    }
    status() {
      const iter = new queued_iterator_1.QueuedIteratorImpl();
      iter.iterClosed.then(() => {
        const idx = this.protocol.listeners.indexOf(iter);
        if (idx > -1) this.protocol.listeners.splice(idx, 1);
      });
      this.protocol.listeners.push(iter);
      return iter;
    }
    get info() {
      return this.protocol.isClosed() ? void 0 : this.protocol.info;
    }
    async context() {
      return (await this.request(`$SYS.REQ.USER.INFO`)).json((key, value) => {
        if (key === "time") return new Date(Date.parse(value));
        return value;
      });
    }
    stats() {
      return {
        inBytes: this.protocol.inBytes,
        outBytes: this.protocol.outBytes,
        inMsgs: this.protocol.inMsgs,
        outMsgs: this.protocol.outMsgs,
      };
    }
    getServerVersion() {
      const info = this.info;
      return info ? (0, semver_1.parseSemVer)(info.version) : void 0;
    }
    async rtt() {
      if (this.isClosed()) throw new errors_1.errors.ClosedConnectionError();
      if (!this.protocol.connected)
        throw new errors_1.errors.RequestError("connection disconnected");
      const start = Date.now();
      await this.flush();
      return Date.now() - start;
    }
    get features() {
      return this.protocol.features;
    }
    reconnect() {
      if (this.isClosed()) return Promise.reject(new errors_1.errors.ClosedConnectionError());
      if (this.isDraining()) return Promise.reject(new errors_1.errors.DrainingConnectionError());
      return this.protocol.reconnect();
    }
    addCloseListener(listener) {
      if (this.closeListeners === void 0) this.closeListeners = new CloseListeners(this.closed());
      this.closeListeners.add(listener);
    }
    removeCloseListener(listener) {
      if (this.closeListeners) this.closeListeners.remove(listener);
    }
  };
  exports.NatsConnectionImpl = NatsConnectionImpl;
  var CloseListeners = class {
    listeners;
    constructor(closed) {
      this.listeners = [];
      closed.then((err) => {
        this.notify(err);
      });
    }
    add(listener) {
      this.listeners.push(listener);
    }
    remove(listener) {
      this.listeners = this.listeners.filter((l) => l !== listener);
    }
    notify(err) {
      this.listeners.forEach((l) => {
        if (typeof l.connectionClosedCallback === "function")
          try {
            l.connectionClosedCallback(err);
          } catch (_) {}
      });
      this.listeners = [];
    }
  };
});

// node_modules/.pnpm/@nats-io+nats-core@3.4.0/node_modules/@nats-io/nats-core/lib/types.js
var require_types = /* @__PURE__ */ __commonJSMin((exports) => {
  Object.defineProperty(exports, "__esModule", { value: true });
  exports.Empty = void 0;
  var encoders_1 = require_encoders();
  Object.defineProperty(exports, "Empty", {
    enumerable: true,
    get: function () {
      return encoders_1.Empty;
    },
  });
});

// node_modules/.pnpm/@nats-io+nats-core@3.4.0/node_modules/@nats-io/nats-core/lib/bench.js
var require_bench = /* @__PURE__ */ __commonJSMin((exports) => {
  Object.defineProperty(exports, "__esModule", { value: true });
  exports.Bench = exports.Metric = void 0;
  exports.throughput = throughput;
  exports.msgThroughput = msgThroughput;
  exports.humanizeBytes = humanizeBytes;
  const types_1 = require_types();
  const nuid_1 = require_nuid();
  const util_1 = require_util$1();
  var Metric = class {
    name;
    duration;
    date;
    payload;
    msgs;
    lang;
    version;
    bytes;
    asyncRequests;
    min;
    max;
    constructor(name, duration) {
      this.name = name;
      this.duration = duration;
      this.date = Date.now();
      this.payload = 0;
      this.msgs = 0;
      this.bytes = 0;
    }
    toString() {
      const sec = this.duration / 1e3;
      const mps = Math.round(this.msgs / sec);
      const label = this.asyncRequests ? "asyncRequests" : "";
      let minmax = "";
      if (this.max) minmax = `${this.min}/${this.max}`;
      return `${this.name}${label ? " [asyncRequests]" : ""} ${humanizeNumber(mps)} msgs/sec - [${sec.toFixed(2)} secs] ~ ${throughput(this.bytes, sec)} ${minmax}`;
    }
    toCsv() {
      return `"${this.name}",${new Date(this.date).toISOString()},${this.lang},${this.version},${this.msgs},${this.payload},${this.bytes},${this.duration},${this.asyncRequests ? this.asyncRequests : false}\n`;
    }
    static header() {
      return `Test,Date,Lang,Version,Count,MsgPayload,Bytes,Millis,Async\n`;
    }
  };
  exports.Metric = Metric;
  var Bench = class {
    nc;
    callbacks;
    msgs;
    size;
    subject;
    asyncRequests;
    pub;
    sub;
    req;
    rep;
    perf;
    payload;
    constructor(
      nc,
      opts = {
        msgs: 1e5,
        size: 128,
        subject: "",
        asyncRequests: false,
        pub: false,
        sub: false,
        req: false,
        rep: false,
      },
    ) {
      this.nc = nc;
      this.callbacks = opts.callbacks || false;
      this.msgs = opts.msgs || 0;
      this.size = opts.size || 0;
      this.subject = opts.subject || nuid_1.nuid.next();
      this.asyncRequests = opts.asyncRequests || false;
      this.pub = opts.pub || false;
      this.sub = opts.sub || false;
      this.req = opts.req || false;
      this.rep = opts.rep || false;
      this.perf = new util_1.Perf();
      this.payload = this.size ? new Uint8Array(this.size) : types_1.Empty;
      if (!this.pub && !this.sub && !this.req && !this.rep) throw new Error("no options selected");
    }
    async run() {
      this.nc.closed().then((err) => {
        if (err) throw err;
      });
      if (this.callbacks) await this.runCallbacks();
      else await this.runAsync();
      return this.processMetrics();
    }
    processMetrics() {
      const { lang, version } = this.nc.protocol.transport;
      if (this.pub && this.sub) this.perf.measure("pubsub", "pubStart", "subStop");
      if (this.req && this.rep) this.perf.measure("reqrep", "reqStart", "reqStop");
      const measures = this.perf.getEntries();
      const pubsub = measures.find((m) => m.name === "pubsub");
      const reqrep = measures.find((m) => m.name === "reqrep");
      const req = measures.find((m) => m.name === "req");
      const rep = measures.find((m) => m.name === "rep");
      const pub = measures.find((m) => m.name === "pub");
      const sub = measures.find((m) => m.name === "sub");
      const stats = this.nc.stats();
      const metrics = [];
      if (pubsub) {
        const { name, duration } = pubsub;
        const m = new Metric(name, duration);
        m.msgs = this.msgs * 2;
        m.bytes = stats.inBytes + stats.outBytes;
        m.lang = lang;
        m.version = version;
        m.payload = this.payload.length;
        metrics.push(m);
      }
      if (reqrep) {
        const { name, duration } = reqrep;
        const m = new Metric(name, duration);
        m.msgs = this.msgs * 2;
        m.bytes = stats.inBytes + stats.outBytes;
        m.lang = lang;
        m.version = version;
        m.payload = this.payload.length;
        metrics.push(m);
      }
      if (pub) {
        const { name, duration } = pub;
        const m = new Metric(name, duration);
        m.msgs = this.msgs;
        m.bytes = stats.outBytes;
        m.lang = lang;
        m.version = version;
        m.payload = this.payload.length;
        metrics.push(m);
      }
      if (sub) {
        const { name, duration } = sub;
        const m = new Metric(name, duration);
        m.msgs = this.msgs;
        m.bytes = stats.inBytes;
        m.lang = lang;
        m.version = version;
        m.payload = this.payload.length;
        metrics.push(m);
      }
      if (rep) {
        const { name, duration } = rep;
        const m = new Metric(name, duration);
        m.msgs = this.msgs;
        m.bytes = stats.inBytes + stats.outBytes;
        m.lang = lang;
        m.version = version;
        m.payload = this.payload.length;
        metrics.push(m);
      }
      if (req) {
        const { name, duration } = req;
        const m = new Metric(name, duration);
        m.msgs = this.msgs;
        m.bytes = stats.inBytes + stats.outBytes;
        m.lang = lang;
        m.version = version;
        m.payload = this.payload.length;
        metrics.push(m);
      }
      return metrics;
    }
    async runCallbacks() {
      const jobs = [];
      if (this.sub) {
        const d = (0, util_1.deferred)();
        jobs.push(d);
        let i = 0;
        this.nc.subscribe(this.subject, {
          max: this.msgs,
          callback: () => {
            i++;
            if (i === 1) this.perf.mark("subStart");
            if (i === this.msgs) {
              this.perf.mark("subStop");
              this.perf.measure("sub", "subStart", "subStop");
              d.resolve();
            }
          },
        });
      }
      if (this.rep) {
        const d = (0, util_1.deferred)();
        jobs.push(d);
        let i = 0;
        this.nc.subscribe(this.subject, {
          max: this.msgs,
          callback: (_, m) => {
            m.respond(this.payload);
            i++;
            if (i === 1) this.perf.mark("repStart");
            if (i === this.msgs) {
              this.perf.mark("repStop");
              this.perf.measure("rep", "repStart", "repStop");
              d.resolve();
            }
          },
        });
      }
      if (this.pub) {
        const job = (async () => {
          this.perf.mark("pubStart");
          for (let i = 0; i < this.msgs; i++) this.nc.publish(this.subject, this.payload);
          await this.nc.flush();
          this.perf.mark("pubStop");
          this.perf.measure("pub", "pubStart", "pubStop");
        })();
        jobs.push(job);
      }
      if (this.req) {
        const job = (async () => {
          if (this.asyncRequests) {
            this.perf.mark("reqStart");
            const a = [];
            for (let i = 0; i < this.msgs; i++)
              a.push(this.nc.request(this.subject, this.payload, { timeout: 2e4 }));
            await Promise.all(a);
            this.perf.mark("reqStop");
            this.perf.measure("req", "reqStart", "reqStop");
          } else {
            this.perf.mark("reqStart");
            for (let i = 0; i < this.msgs; i++) await this.nc.request(this.subject);
            this.perf.mark("reqStop");
            this.perf.measure("req", "reqStart", "reqStop");
          }
        })();
        jobs.push(job);
      }
      await Promise.all(jobs);
    }
    async runAsync() {
      const jobs = [];
      if (this.rep) {
        let first = false;
        const sub = this.nc.subscribe(this.subject, { max: this.msgs });
        const job = (async () => {
          for await (const m of sub) {
            if (!first) {
              this.perf.mark("repStart");
              first = true;
            }
            m.respond(this.payload);
          }
          await this.nc.flush();
          this.perf.mark("repStop");
          this.perf.measure("rep", "repStart", "repStop");
        })();
        jobs.push(job);
      }
      if (this.sub) {
        let first = false;
        const sub = this.nc.subscribe(this.subject, { max: this.msgs });
        const job = (async () => {
          for await (const _m of sub)
            if (!first) {
              this.perf.mark("subStart");
              first = true;
            }
          this.perf.mark("subStop");
          this.perf.measure("sub", "subStart", "subStop");
        })();
        jobs.push(job);
      }
      if (this.pub) {
        const job = (async () => {
          this.perf.mark("pubStart");
          for (let i = 0; i < this.msgs; i++) this.nc.publish(this.subject, this.payload);
          await this.nc.flush();
          this.perf.mark("pubStop");
          this.perf.measure("pub", "pubStart", "pubStop");
        })();
        jobs.push(job);
      }
      if (this.req) {
        const job = (async () => {
          if (this.asyncRequests) {
            this.perf.mark("reqStart");
            const a = [];
            for (let i = 0; i < this.msgs; i++)
              a.push(this.nc.request(this.subject, this.payload, { timeout: 2e4 }));
            await Promise.all(a);
            this.perf.mark("reqStop");
            this.perf.measure("req", "reqStart", "reqStop");
          } else {
            this.perf.mark("reqStart");
            for (let i = 0; i < this.msgs; i++) await this.nc.request(this.subject);
            this.perf.mark("reqStop");
            this.perf.measure("req", "reqStart", "reqStop");
          }
        })();
        jobs.push(job);
      }
      await Promise.all(jobs);
    }
  };
  exports.Bench = Bench;
  function throughput(bytes, seconds) {
    return `${humanizeBytes(bytes / seconds)}/sec`;
  }
  function msgThroughput(msgs, seconds) {
    return `${Math.floor(msgs / seconds)} msgs/sec`;
  }
  function humanizeBytes(bytes, si = false) {
    const base = si ? 1e3 : 1024;
    const pre = si ? ["k", "M", "G", "T", "P", "E"] : ["K", "M", "G", "T", "P", "E"];
    const post = si ? "iB" : "B";
    if (bytes < base) return `${bytes.toFixed(2)} ${post}`;
    const exp = parseInt(Math.log(bytes) / Math.log(base) + "");
    const index = parseInt(exp - 1 + "");
    return `${(bytes / Math.pow(base, exp)).toFixed(2)} ${pre[index]}${post}`;
  }
  function humanizeNumber(n) {
    return n.toString().replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  }
});

// node_modules/.pnpm/@nats-io+nats-core@3.4.0/node_modules/@nats-io/nats-core/lib/idleheartbeat_monitor.js
var require_idleheartbeat_monitor = /* @__PURE__ */ __commonJSMin((exports) => {
  Object.defineProperty(exports, "__esModule", { value: true });
  exports.IdleHeartbeatMonitor = void 0;
  var IdleHeartbeatMonitor = class {
    interval;
    maxOut;
    cancelAfter;
    timer;
    autoCancelTimer;
    last;
    missed;
    count;
    callback;
    /**
     * Constructor
     * @param interval in millis to check
     * @param cb a callback to report when heartbeats are missed
     * @param opts monitor options @see IdleHeartbeatOptions
     */
    constructor(interval, cb, opts = { maxOut: 2 }) {
      this.interval = interval;
      this.maxOut = opts?.maxOut || 2;
      this.cancelAfter = opts?.cancelAfter || 0;
      this.last = Date.now();
      this.missed = 0;
      this.count = 0;
      this.callback = cb;
      this._schedule();
    }
    /**
     * cancel monitoring
     */
    cancel() {
      if (this.autoCancelTimer) clearTimeout(this.autoCancelTimer);
      if (this.timer) clearInterval(this.timer);
      this.timer = 0;
      this.autoCancelTimer = 0;
      this.missed = 0;
    }
    /**
     * work signals that there was work performed
     */
    work() {
      this.last = Date.now();
      this.missed = 0;
    }
    /**
     * internal api to change the interval, cancelAfter and maxOut
     * @param interval
     * @param cancelAfter
     * @param maxOut
     */
    _change(interval, cancelAfter = 0, maxOut = 2) {
      this.interval = interval;
      this.maxOut = maxOut;
      this.cancelAfter = cancelAfter;
      this.restart();
    }
    /**
     * cancels and restarts the monitoring
     */
    restart() {
      this.cancel();
      this._schedule();
    }
    /**
     * internal api called to start monitoring
     */
    _schedule() {
      if (this.cancelAfter > 0)
        this.autoCancelTimer = setTimeout(() => {
          this.cancel();
        }, this.cancelAfter);
      this.timer = setInterval(() => {
        this.count++;
        if (Date.now() - this.last > this.interval) this.missed++;
        if (this.missed >= this.maxOut)
          try {
            if (this.callback(this.missed) === true) this.cancel();
          } catch (err) {
            console.log(err);
          }
      }, this.interval);
    }
  };
  exports.IdleHeartbeatMonitor = IdleHeartbeatMonitor;
});

// node_modules/.pnpm/@nats-io+nats-core@3.4.0/node_modules/@nats-io/nats-core/lib/version.js
var require_version$1 = /* @__PURE__ */ __commonJSMin((exports) => {
  Object.defineProperty(exports, "__esModule", { value: true });
  exports.version = void 0;
  exports.version = "3.4.0";
});

// node_modules/.pnpm/@nats-io+nats-core@3.4.0/node_modules/@nats-io/nats-core/lib/ws_transport.js
var require_ws_transport = /* @__PURE__ */ __commonJSMin((exports) => {
  Object.defineProperty(exports, "__esModule", { value: true });
  exports.WsTransport = void 0;
  exports.wsUrlParseFn = wsUrlParseFn;
  exports.wsconnect = wsconnect;
  const util_1 = require_util$1();
  const transport_1 = require_transport();
  const options_1 = require_options();
  const databuffer_1 = require_databuffer();
  const protocol_1 = require_protocol();
  const nats_1 = require_nats();
  const version_1 = require_version$1();
  const errors_1 = require_errors();
  const VERSION = version_1.version;
  const LANG = "nats.ws";
  var WsTransport = class {
    version;
    lang;
    closeError;
    connected;
    done;
    socket;
    options;
    socketClosed;
    encrypted;
    peeked;
    yields;
    signal;
    closedNotification;
    constructor() {
      this.version = VERSION;
      this.lang = LANG;
      this.connected = false;
      this.done = false;
      this.socketClosed = false;
      this.encrypted = false;
      this.peeked = false;
      this.yields = [];
      this.signal = (0, util_1.deferred)();
      this.closedNotification = (0, util_1.deferred)();
    }
    async connect(server, options) {
      const ok = (0, util_1.deferred)();
      this.options = options;
      const u = server.src;
      if (options.wsFactory) {
        const { socket, encrypted } = await options.wsFactory(server.src, options);
        this.socket = socket;
        this.encrypted = encrypted;
      } else {
        this.encrypted = u.indexOf("wss://") === 0;
        this.socket = new WebSocket(u);
      }
      this.socket.binaryType = "arraybuffer";
      this.socket.onopen = () => {
        if (this.done) this._closed(/* @__PURE__ */ new Error("aborted"));
      };
      this.socket.onmessage = (me) => {
        if (this.done) return;
        this.yields.push(new Uint8Array(me.data));
        if (this.peeked) {
          this.signal.resolve();
          return;
        }
        const t = databuffer_1.DataBuffer.concat(...this.yields);
        const pm = (0, transport_1.extractProtocolMessage)(t);
        if (pm !== "") {
          const m = protocol_1.INFO.exec(pm);
          if (!m) {
            if (options.debug) console.error("!!!", (0, util_1.render)(t));
            ok.reject(/* @__PURE__ */ new Error("unexpected response from server"));
            return;
          }
          try {
            const info = JSON.parse(m[1]);
            (0, options_1.checkOptions)(info, this.options);
            this.peeked = true;
            this.connected = true;
            this.signal.resolve();
            ok.resolve();
          } catch (err) {
            ok.reject(err);
            return;
          }
        }
      };
      this.socket.onclose = (evt) => {
        let reason;
        if (!evt.wasClean && evt.reason !== "") reason = new Error(evt.reason);
        this._closed(reason);
        this._cleanup();
      };
      this.socket.onerror = (e) => {
        if (this.done) return;
        const evt = e;
        const err = new errors_1.errors.ConnectionError(evt.message);
        ok.reject(err);
        this._cleanup();
      };
      return ok;
    }
    _cleanup() {
      if (this.socketClosed === false) {
        this.socketClosed = true;
        this.socket.onopen = null;
        this.socket.onmessage = null;
        this.socket.onerror = null;
        this.socket.onclose = null;
        this.closedNotification.resolve(this.closeError);
      }
    }
    disconnect() {
      this._closed(void 0, true);
    }
    async _closed(err, _internal = true) {
      if (this.done) {
        try {
          this.socket.close();
        } catch (_) {}
        return;
      }
      this.closeError = err;
      if (!err)
        while (!this.socketClosed && this.socket.bufferedAmount > 0) await (0, util_1.delay)(100);
      this.done = true;
      try {
        this.socket.close();
      } catch (_) {}
      return this.closedNotification;
    }
    get isClosed() {
      return this.done;
    }
    [Symbol.asyncIterator]() {
      return this.iterate();
    }
    async *iterate() {
      while (true) {
        if (this.done) return;
        if (this.yields.length === 0) await this.signal;
        const yields = this.yields;
        this.yields = [];
        for (let i = 0; i < yields.length; i++) {
          if (this.options.debug) console.info(`> ${(0, util_1.render)(yields[i])}`);
          yield yields[i];
        }
        if (this.done) break;
        else if (this.yields.length === 0) {
          yields.length = 0;
          this.yields = yields;
          this.signal = (0, util_1.deferred)();
        }
      }
    }
    isEncrypted() {
      return this.connected && this.encrypted;
    }
    send(frame) {
      if (this.done) return;
      try {
        this.socket.send(frame.buffer);
        if (this.options.debug) console.info(`< ${(0, util_1.render)(frame)}`);
        return;
      } catch (err) {
        if (this.options.debug) console.error(`!!! ${(0, util_1.render)(frame)}: ${err}`);
      }
    }
    close(err) {
      return this._closed(err, false);
    }
    closed() {
      return this.closedNotification;
    }
    discard() {
      this.socket?.close();
    }
  };
  exports.WsTransport = WsTransport;
  function wsUrlParseFn(u, encrypted) {
    if (!/^(.*:\/\/)(.*)/.test(u)) {
      if (typeof encrypted === "boolean") u = `${encrypted === true ? "https" : "http"}://${u}`;
      else u = `https://${u}`;
    }
    let url = new URL(u);
    const srcProto = url.protocol.toLowerCase();
    if (srcProto === "ws:") encrypted = false;
    if (srcProto === "wss:") encrypted = true;
    if (srcProto !== "https:" && srcProto !== "http") {
      u = u.replace(/^(.*:\/\/)(.*)/gm, "$2");
      url = new URL(`http://${u}`);
    }
    let protocol;
    let port;
    const host = url.hostname;
    const path = url.pathname;
    const search = url.search || "";
    switch (srcProto) {
      case "http:":
      case "ws:":
      case "nats:":
        port = url.port || "80";
        protocol = "ws:";
        break;
      case "https:":
      case "wss:":
      case "tls:":
        port = url.port || "443";
        protocol = "wss:";
        break;
      default:
        port = url.port || encrypted === true ? "443" : "80";
        protocol = encrypted === true ? "wss:" : "ws:";
    }
    return `${protocol}//${host}:${port}${path}${search}`;
  }
  function wsconnect(opts = {}) {
    (0, transport_1.setTransportFactory)({
      defaultPort: 443,
      urlParseFn: wsUrlParseFn,
      factory: () => {
        if (opts.tls)
          throw errors_1.InvalidArgumentError.format(
            "tls",
            "is not configurable on w3c websocket connections",
          );
        return new WsTransport();
      },
    });
    return nats_1.NatsConnectionImpl.connect(opts);
  }
});

// node_modules/.pnpm/@nats-io+nats-core@3.4.0/node_modules/@nats-io/nats-core/lib/internal_mod.js
var require_internal_mod = /* @__PURE__ */ __commonJSMin((exports, module, this$4) => {
  var __createBinding =
    (this$4 && this$4.__createBinding) ||
    (Object.create
      ? function (o, m, k, k2) {
          if (k2 === void 0) k2 = k;
          var desc = Object.getOwnPropertyDescriptor(m, k);
          if (!desc || ("get" in desc ? !m.__esModule : desc.writable || desc.configurable))
            desc = {
              enumerable: true,
              get: function () {
                return m[k];
              },
            };
          Object.defineProperty(o, k2, desc);
        }
      : function (o, m, k, k2) {
          if (k2 === void 0) k2 = k;
          o[k2] = m[k];
        });
  var __exportStar =
    (this$4 && this$4.__exportStar) ||
    function (m, exports) {
      for (var p in m)
        if (p !== "default" && !Object.prototype.hasOwnProperty.call(exports, p))
          __createBinding(exports, m, p);
    };
  Object.defineProperty(exports, "__esModule", { value: true });
  exports.Metric =
    exports.Bench =
    exports.writeAll =
    exports.readAll =
    exports.MAX_SIZE =
    exports.DenoBuffer =
    exports.State =
    exports.Parser =
    exports.Kind =
    exports.describe =
    exports.QueuedIteratorImpl =
    exports.usernamePasswordAuthenticator =
    exports.tokenAuthenticator =
    exports.nkeyAuthenticator =
    exports.jwtAuthenticator =
    exports.credsAuthenticator =
    exports.RequestOne =
    exports.parseOptions =
    exports.hasWsProtocol =
    exports.defaultOptions =
    exports.DEFAULT_MAX_RECONNECT_ATTEMPTS =
    exports.checkUnsupportedOption =
    exports.checkOptions =
    exports.buildAuthenticator =
    exports.DataBuffer =
    exports.MuxSubscription =
    exports.Heartbeat =
    exports.MsgHdrsImpl =
    exports.headers =
    exports.canonicalMIMEHeaderKey =
    exports.timeout =
    exports.SimpleMutex =
    exports.render =
    exports.nanos =
    exports.millis =
    exports.extend =
    exports.delay =
    exports.deferred =
    exports.deadline =
    exports.collect =
    exports.backoff =
    exports.ProtocolHandler =
    exports.INFO =
    exports.Connect =
    exports.setTransportFactory =
    exports.getResolveFn =
    exports.MsgImpl =
    exports.nuid =
    exports.Nuid =
    exports.NatsConnectionImpl =
      void 0;
  exports.UserAuthenticationExpiredError =
    exports.TimeoutError =
    exports.RequestError =
    exports.ProtocolError =
    exports.PermissionViolationError =
    exports.NoRespondersError =
    exports.InvalidSubjectError =
    exports.InvalidOperationError =
    exports.InvalidArgumentError =
    exports.errors =
    exports.DrainingConnectionError =
    exports.ConnectionError =
    exports.ClosedConnectionError =
    exports.AuthorizationError =
    exports.wsUrlParseFn =
    exports.wsconnect =
    exports.Servers =
    exports.isIPV4OrHostname =
    exports.IdleHeartbeatMonitor =
    exports.Subscriptions =
    exports.SubscriptionImpl =
    exports.syncIterator =
    exports.Match =
    exports.createInbox =
    exports.protoLen =
    exports.extractProtocolMessage =
    exports.Empty =
    exports.parseSemVer =
    exports.Features =
    exports.Feature =
    exports.compare =
    exports.parseIP =
    exports.isIP =
    exports.ipV4 =
    exports.TE =
    exports.TD =
      void 0;
  var nats_1 = require_nats();
  Object.defineProperty(exports, "NatsConnectionImpl", {
    enumerable: true,
    get: function () {
      return nats_1.NatsConnectionImpl;
    },
  });
  var nuid_1 = require_nuid();
  Object.defineProperty(exports, "Nuid", {
    enumerable: true,
    get: function () {
      return nuid_1.Nuid;
    },
  });
  Object.defineProperty(exports, "nuid", {
    enumerable: true,
    get: function () {
      return nuid_1.nuid;
    },
  });
  var msg_1 = require_msg();
  Object.defineProperty(exports, "MsgImpl", {
    enumerable: true,
    get: function () {
      return msg_1.MsgImpl;
    },
  });
  var transport_1 = require_transport();
  Object.defineProperty(exports, "getResolveFn", {
    enumerable: true,
    get: function () {
      return transport_1.getResolveFn;
    },
  });
  Object.defineProperty(exports, "setTransportFactory", {
    enumerable: true,
    get: function () {
      return transport_1.setTransportFactory;
    },
  });
  var protocol_1 = require_protocol();
  Object.defineProperty(exports, "Connect", {
    enumerable: true,
    get: function () {
      return protocol_1.Connect;
    },
  });
  Object.defineProperty(exports, "INFO", {
    enumerable: true,
    get: function () {
      return protocol_1.INFO;
    },
  });
  Object.defineProperty(exports, "ProtocolHandler", {
    enumerable: true,
    get: function () {
      return protocol_1.ProtocolHandler;
    },
  });
  var util_1 = require_util$1();
  Object.defineProperty(exports, "backoff", {
    enumerable: true,
    get: function () {
      return util_1.backoff;
    },
  });
  Object.defineProperty(exports, "collect", {
    enumerable: true,
    get: function () {
      return util_1.collect;
    },
  });
  Object.defineProperty(exports, "deadline", {
    enumerable: true,
    get: function () {
      return util_1.deadline;
    },
  });
  Object.defineProperty(exports, "deferred", {
    enumerable: true,
    get: function () {
      return util_1.deferred;
    },
  });
  Object.defineProperty(exports, "delay", {
    enumerable: true,
    get: function () {
      return util_1.delay;
    },
  });
  Object.defineProperty(exports, "extend", {
    enumerable: true,
    get: function () {
      return util_1.extend;
    },
  });
  Object.defineProperty(exports, "millis", {
    enumerable: true,
    get: function () {
      return util_1.millis;
    },
  });
  Object.defineProperty(exports, "nanos", {
    enumerable: true,
    get: function () {
      return util_1.nanos;
    },
  });
  Object.defineProperty(exports, "render", {
    enumerable: true,
    get: function () {
      return util_1.render;
    },
  });
  Object.defineProperty(exports, "SimpleMutex", {
    enumerable: true,
    get: function () {
      return util_1.SimpleMutex;
    },
  });
  Object.defineProperty(exports, "timeout", {
    enumerable: true,
    get: function () {
      return util_1.timeout;
    },
  });
  var headers_1 = require_headers();
  Object.defineProperty(exports, "canonicalMIMEHeaderKey", {
    enumerable: true,
    get: function () {
      return headers_1.canonicalMIMEHeaderKey;
    },
  });
  Object.defineProperty(exports, "headers", {
    enumerable: true,
    get: function () {
      return headers_1.headers;
    },
  });
  Object.defineProperty(exports, "MsgHdrsImpl", {
    enumerable: true,
    get: function () {
      return headers_1.MsgHdrsImpl;
    },
  });
  var heartbeats_1 = require_heartbeats();
  Object.defineProperty(exports, "Heartbeat", {
    enumerable: true,
    get: function () {
      return heartbeats_1.Heartbeat;
    },
  });
  var muxsubscription_1 = require_muxsubscription();
  Object.defineProperty(exports, "MuxSubscription", {
    enumerable: true,
    get: function () {
      return muxsubscription_1.MuxSubscription;
    },
  });
  var databuffer_1 = require_databuffer();
  Object.defineProperty(exports, "DataBuffer", {
    enumerable: true,
    get: function () {
      return databuffer_1.DataBuffer;
    },
  });
  var options_1 = require_options();
  Object.defineProperty(exports, "buildAuthenticator", {
    enumerable: true,
    get: function () {
      return options_1.buildAuthenticator;
    },
  });
  Object.defineProperty(exports, "checkOptions", {
    enumerable: true,
    get: function () {
      return options_1.checkOptions;
    },
  });
  Object.defineProperty(exports, "checkUnsupportedOption", {
    enumerable: true,
    get: function () {
      return options_1.checkUnsupportedOption;
    },
  });
  Object.defineProperty(exports, "DEFAULT_MAX_RECONNECT_ATTEMPTS", {
    enumerable: true,
    get: function () {
      return options_1.DEFAULT_MAX_RECONNECT_ATTEMPTS;
    },
  });
  Object.defineProperty(exports, "defaultOptions", {
    enumerable: true,
    get: function () {
      return options_1.defaultOptions;
    },
  });
  Object.defineProperty(exports, "hasWsProtocol", {
    enumerable: true,
    get: function () {
      return options_1.hasWsProtocol;
    },
  });
  Object.defineProperty(exports, "parseOptions", {
    enumerable: true,
    get: function () {
      return options_1.parseOptions;
    },
  });
  var request_1 = require_request();
  Object.defineProperty(exports, "RequestOne", {
    enumerable: true,
    get: function () {
      return request_1.RequestOne;
    },
  });
  var authenticator_1 = require_authenticator();
  Object.defineProperty(exports, "credsAuthenticator", {
    enumerable: true,
    get: function () {
      return authenticator_1.credsAuthenticator;
    },
  });
  Object.defineProperty(exports, "jwtAuthenticator", {
    enumerable: true,
    get: function () {
      return authenticator_1.jwtAuthenticator;
    },
  });
  Object.defineProperty(exports, "nkeyAuthenticator", {
    enumerable: true,
    get: function () {
      return authenticator_1.nkeyAuthenticator;
    },
  });
  Object.defineProperty(exports, "tokenAuthenticator", {
    enumerable: true,
    get: function () {
      return authenticator_1.tokenAuthenticator;
    },
  });
  Object.defineProperty(exports, "usernamePasswordAuthenticator", {
    enumerable: true,
    get: function () {
      return authenticator_1.usernamePasswordAuthenticator;
    },
  });
  __exportStar(require_nkeys(), exports);
  var queued_iterator_1 = require_queued_iterator();
  Object.defineProperty(exports, "QueuedIteratorImpl", {
    enumerable: true,
    get: function () {
      return queued_iterator_1.QueuedIteratorImpl;
    },
  });
  var parser_1 = require_parser();
  Object.defineProperty(exports, "describe", {
    enumerable: true,
    get: function () {
      return parser_1.describe;
    },
  });
  Object.defineProperty(exports, "Kind", {
    enumerable: true,
    get: function () {
      return parser_1.Kind;
    },
  });
  Object.defineProperty(exports, "Parser", {
    enumerable: true,
    get: function () {
      return parser_1.Parser;
    },
  });
  Object.defineProperty(exports, "State", {
    enumerable: true,
    get: function () {
      return parser_1.State;
    },
  });
  var denobuffer_1 = require_denobuffer();
  Object.defineProperty(exports, "DenoBuffer", {
    enumerable: true,
    get: function () {
      return denobuffer_1.DenoBuffer;
    },
  });
  Object.defineProperty(exports, "MAX_SIZE", {
    enumerable: true,
    get: function () {
      return denobuffer_1.MAX_SIZE;
    },
  });
  Object.defineProperty(exports, "readAll", {
    enumerable: true,
    get: function () {
      return denobuffer_1.readAll;
    },
  });
  Object.defineProperty(exports, "writeAll", {
    enumerable: true,
    get: function () {
      return denobuffer_1.writeAll;
    },
  });
  var bench_1 = require_bench();
  Object.defineProperty(exports, "Bench", {
    enumerable: true,
    get: function () {
      return bench_1.Bench;
    },
  });
  Object.defineProperty(exports, "Metric", {
    enumerable: true,
    get: function () {
      return bench_1.Metric;
    },
  });
  var encoders_1 = require_encoders();
  Object.defineProperty(exports, "TD", {
    enumerable: true,
    get: function () {
      return encoders_1.TD;
    },
  });
  Object.defineProperty(exports, "TE", {
    enumerable: true,
    get: function () {
      return encoders_1.TE;
    },
  });
  var ipparser_1 = require_ipparser();
  Object.defineProperty(exports, "ipV4", {
    enumerable: true,
    get: function () {
      return ipparser_1.ipV4;
    },
  });
  Object.defineProperty(exports, "isIP", {
    enumerable: true,
    get: function () {
      return ipparser_1.isIP;
    },
  });
  Object.defineProperty(exports, "parseIP", {
    enumerable: true,
    get: function () {
      return ipparser_1.parseIP;
    },
  });
  var semver_1 = require_semver();
  Object.defineProperty(exports, "compare", {
    enumerable: true,
    get: function () {
      return semver_1.compare;
    },
  });
  Object.defineProperty(exports, "Feature", {
    enumerable: true,
    get: function () {
      return semver_1.Feature;
    },
  });
  Object.defineProperty(exports, "Features", {
    enumerable: true,
    get: function () {
      return semver_1.Features;
    },
  });
  Object.defineProperty(exports, "parseSemVer", {
    enumerable: true,
    get: function () {
      return semver_1.parseSemVer;
    },
  });
  var types_1 = require_types();
  Object.defineProperty(exports, "Empty", {
    enumerable: true,
    get: function () {
      return types_1.Empty;
    },
  });
  var transport_2 = require_transport();
  Object.defineProperty(exports, "extractProtocolMessage", {
    enumerable: true,
    get: function () {
      return transport_2.extractProtocolMessage;
    },
  });
  Object.defineProperty(exports, "protoLen", {
    enumerable: true,
    get: function () {
      return transport_2.protoLen;
    },
  });
  var core_1 = require_core();
  Object.defineProperty(exports, "createInbox", {
    enumerable: true,
    get: function () {
      return core_1.createInbox;
    },
  });
  Object.defineProperty(exports, "Match", {
    enumerable: true,
    get: function () {
      return core_1.Match;
    },
  });
  Object.defineProperty(exports, "syncIterator", {
    enumerable: true,
    get: function () {
      return core_1.syncIterator;
    },
  });
  var protocol_2 = require_protocol();
  Object.defineProperty(exports, "SubscriptionImpl", {
    enumerable: true,
    get: function () {
      return protocol_2.SubscriptionImpl;
    },
  });
  Object.defineProperty(exports, "Subscriptions", {
    enumerable: true,
    get: function () {
      return protocol_2.Subscriptions;
    },
  });
  var idleheartbeat_monitor_1 = require_idleheartbeat_monitor();
  Object.defineProperty(exports, "IdleHeartbeatMonitor", {
    enumerable: true,
    get: function () {
      return idleheartbeat_monitor_1.IdleHeartbeatMonitor;
    },
  });
  var servers_1 = require_servers();
  Object.defineProperty(exports, "isIPV4OrHostname", {
    enumerable: true,
    get: function () {
      return servers_1.isIPV4OrHostname;
    },
  });
  Object.defineProperty(exports, "Servers", {
    enumerable: true,
    get: function () {
      return servers_1.Servers;
    },
  });
  var ws_transport_1 = require_ws_transport();
  Object.defineProperty(exports, "wsconnect", {
    enumerable: true,
    get: function () {
      return ws_transport_1.wsconnect;
    },
  });
  Object.defineProperty(exports, "wsUrlParseFn", {
    enumerable: true,
    get: function () {
      return ws_transport_1.wsUrlParseFn;
    },
  });
  var errors_1 = require_errors();
  Object.defineProperty(exports, "AuthorizationError", {
    enumerable: true,
    get: function () {
      return errors_1.AuthorizationError;
    },
  });
  Object.defineProperty(exports, "ClosedConnectionError", {
    enumerable: true,
    get: function () {
      return errors_1.ClosedConnectionError;
    },
  });
  Object.defineProperty(exports, "ConnectionError", {
    enumerable: true,
    get: function () {
      return errors_1.ConnectionError;
    },
  });
  Object.defineProperty(exports, "DrainingConnectionError", {
    enumerable: true,
    get: function () {
      return errors_1.DrainingConnectionError;
    },
  });
  Object.defineProperty(exports, "errors", {
    enumerable: true,
    get: function () {
      return errors_1.errors;
    },
  });
  Object.defineProperty(exports, "InvalidArgumentError", {
    enumerable: true,
    get: function () {
      return errors_1.InvalidArgumentError;
    },
  });
  Object.defineProperty(exports, "InvalidOperationError", {
    enumerable: true,
    get: function () {
      return errors_1.InvalidOperationError;
    },
  });
  Object.defineProperty(exports, "InvalidSubjectError", {
    enumerable: true,
    get: function () {
      return errors_1.InvalidSubjectError;
    },
  });
  Object.defineProperty(exports, "NoRespondersError", {
    enumerable: true,
    get: function () {
      return errors_1.NoRespondersError;
    },
  });
  Object.defineProperty(exports, "PermissionViolationError", {
    enumerable: true,
    get: function () {
      return errors_1.PermissionViolationError;
    },
  });
  Object.defineProperty(exports, "ProtocolError", {
    enumerable: true,
    get: function () {
      return errors_1.ProtocolError;
    },
  });
  Object.defineProperty(exports, "RequestError", {
    enumerable: true,
    get: function () {
      return errors_1.RequestError;
    },
  });
  Object.defineProperty(exports, "TimeoutError", {
    enumerable: true,
    get: function () {
      return errors_1.TimeoutError;
    },
  });
  Object.defineProperty(exports, "UserAuthenticationExpiredError", {
    enumerable: true,
    get: function () {
      return errors_1.UserAuthenticationExpiredError;
    },
  });
});

// node_modules/.pnpm/@nats-io+transport-node@3.4.0/node_modules/@nats-io/transport-node/lib/nats-base-client.js
var require_nats_base_client = /* @__PURE__ */ __commonJSMin((exports, module, this$3) => {
  var __createBinding =
    (this$3 && this$3.__createBinding) ||
    (Object.create
      ? function (o, m, k, k2) {
          if (k2 === void 0) k2 = k;
          var desc = Object.getOwnPropertyDescriptor(m, k);
          if (!desc || ("get" in desc ? !m.__esModule : desc.writable || desc.configurable))
            desc = {
              enumerable: true,
              get: function () {
                return m[k];
              },
            };
          Object.defineProperty(o, k2, desc);
        }
      : function (o, m, k, k2) {
          if (k2 === void 0) k2 = k;
          o[k2] = m[k];
        });
  var __exportStar =
    (this$3 && this$3.__exportStar) ||
    function (m, exports) {
      for (var p in m)
        if (p !== "default" && !Object.prototype.hasOwnProperty.call(exports, p))
          __createBinding(exports, m, p);
    };
  Object.defineProperty(exports, "__esModule", { value: true });
  __exportStar(require_internal_mod(), exports);
});

// node_modules/.pnpm/@nats-io+transport-node@3.4.0/node_modules/@nats-io/transport-node/lib/version.js
var require_version = /* @__PURE__ */ __commonJSMin((exports) => {
  Object.defineProperty(exports, "__esModule", { value: true });
  exports.version = void 0;
  exports.version = "3.4.0";
});

// node_modules/.pnpm/@nats-io+transport-node@3.4.0/node_modules/@nats-io/transport-node/lib/node_transport.js
var require_node_transport = /* @__PURE__ */ __commonJSMin((exports, module, this$2) => {
  var __importDefault =
    (this$2 && this$2.__importDefault) ||
    function (mod) {
      return mod && mod.__esModule ? mod : { default: mod };
    };
  Object.defineProperty(exports, "__esModule", { value: true });
  exports.NodeTransport = exports.VERSION = void 0;
  exports.nodeResolveHost = nodeResolveHost;
  const nats_base_client_1 = require_nats_base_client();
  const node_net_1 = __require("node:net");
  const node_tls_1 = __require("node:tls");
  const node_path_1 = __require("node:path");
  const node_fs_1 = __require("node:fs");
  const node_dns_1 = __importDefault(__require("node:dns"));
  const version_1 = require_version();
  exports.VERSION = version_1.version;
  const LANG = "nats.js";
  var NodeTransport = class {
    socket;
    version;
    lang;
    yields = [];
    signal = (0, nats_base_client_1.deferred)();
    closedNotification = (0, nats_base_client_1.deferred)();
    options;
    connected = false;
    tlsName = "";
    done = false;
    closeError;
    constructor() {
      this.lang = LANG;
      this.version = exports.VERSION;
    }
    async connect(hp, options) {
      this.tlsName = hp.tlsName;
      this.options = options;
      const { tls } = this.options;
      const { handshakeFirst } = tls || {};
      try {
        if (handshakeFirst === true) this.socket = await this.tlsFirst(hp);
        else this.socket = await this.dial(hp);
        if (this.done) this.socket?.destroy();
        const info = await this.peekInfo();
        (0, nats_base_client_1.checkOptions)(info, options);
        const { tls_required: tlsRequired, tls_available: tlsAvailable } = info;
        const desired = tlsAvailable === true && options.tls !== null;
        if (!handshakeFirst && (tlsRequired || desired)) this.socket = await this.startTLS();
        if (this.done) this.socket?.destroy();
        if (tlsRequired && this.socket.encrypted !== true)
          throw nats_base_client_1.errors.InvalidArgumentError.format(
            "tls",
            "is not available on this server",
          );
        this.connected = true;
        this.setupHandlers();
        this.signal.resolve();
        return Promise.resolve();
      } catch (ex) {
        let err = ex;
        if (!err)
          err = new nats_base_client_1.errors.ConnectionError(
            "error connecting - node provided an undefined error",
          );
        const { code } = err;
        const perr =
          code === "ECONNREFUSED"
            ? new nats_base_client_1.errors.ConnectionError("connection refused", { cause: err })
            : err;
        this.socket?.destroy();
        throw perr;
      }
    }
    dial(hp) {
      const d = (0, nats_base_client_1.deferred)();
      let dialError;
      const socket = (0, node_net_1.createConnection)(hp.port, hp.hostname, () => {
        d.resolve(socket);
        socket.removeAllListeners();
      });
      socket.on("error", (err) => {
        dialError = err;
      });
      socket.on("close", () => {
        socket.removeAllListeners();
        d.reject(dialError);
      });
      socket.setNoDelay(true);
      return d;
    }
    get isClosed() {
      return this.done;
    }
    close(err) {
      return this._closed(err, false);
    }
    peekInfo() {
      const d = (0, nats_base_client_1.deferred)();
      let peekError;
      this.socket.on("data", (frame) => {
        this.yields.push(frame);
        const t = nats_base_client_1.DataBuffer.concat(...this.yields);
        const pm = (0, nats_base_client_1.extractProtocolMessage)(t);
        if (pm !== "")
          try {
            const m = nats_base_client_1.INFO.exec(pm);
            if (!m) throw new Error("unexpected response from server");
            const info = JSON.parse(m[1]);
            d.resolve(info);
          } catch (err) {
            d.reject(err);
          } finally {
            this.socket.removeAllListeners();
          }
      });
      this.socket.on("error", (err) => {
        peekError = err;
      });
      this.socket.on("close", () => {
        this.socket.removeAllListeners();
        d.reject(peekError);
      });
      return d;
    }
    loadFile(fn) {
      if (!fn) return Promise.resolve();
      const d = (0, nats_base_client_1.deferred)();
      try {
        fn = (0, node_path_1.resolve)(fn);
        if (!(0, node_fs_1.existsSync)(fn))
          d.reject(/* @__PURE__ */ new Error(`${fn} doesn't exist`));
        (0, node_fs_1.readFile)(fn, (err, data) => {
          if (err) return d.reject(err);
          d.resolve(data);
        });
      } catch (err) {
        d.reject(err);
      }
      return d;
    }
    async loadClientCerts() {
      const tlsOpts = {};
      const { certFile, cert, caFile, ca, keyFile, key } = this.options.tls;
      try {
        if (certFile) {
          const data = await this.loadFile(certFile);
          if (data) tlsOpts.cert = data;
        } else if (cert) tlsOpts.cert = cert;
        if (keyFile) {
          const data = await this.loadFile(keyFile);
          if (data) tlsOpts.key = data;
        } else if (key) tlsOpts.key = key;
        if (caFile) {
          const data = await this.loadFile(caFile);
          if (data) tlsOpts.ca = [data];
        } else if (ca) tlsOpts.ca = ca;
        return Promise.resolve(tlsOpts);
      } catch (err) {
        return Promise.reject(err);
      }
    }
    async tlsFirst(hp) {
      let tlsError;
      let tlsOpts = {
        servername: this.tlsName,
        rejectUnauthorized: true,
      };
      if (this.socket) tlsOpts.socket = this.socket;
      if (typeof this.options.tls === "object")
        try {
          const certOpts = (await this.loadClientCerts()) || {};
          tlsOpts = (0, nats_base_client_1.extend)(tlsOpts, this.options.tls, certOpts);
        } catch (err) {
          return Promise.reject(
            new nats_base_client_1.errors.ConnectionError(err.message, { cause: err }),
          );
        }
      const d = (0, nats_base_client_1.deferred)();
      try {
        const tlsSocket = (0, node_tls_1.connect)(hp.port, hp.hostname, tlsOpts, () => {
          tlsSocket.removeAllListeners();
          d.resolve(tlsSocket);
        });
        tlsSocket.on("error", (err) => {
          tlsError = err;
        });
        tlsSocket.on("secureConnect", () => {
          if (tlsOpts.rejectUnauthorized === false) return;
          if (!tlsSocket.authorized) throw tlsSocket.authorizationError;
        });
        tlsSocket.on("close", () => {
          d.reject(tlsError);
          tlsSocket.removeAllListeners();
        });
        tlsSocket.setNoDelay(true);
      } catch (err) {
        d.reject(new nats_base_client_1.errors.ConnectionError(err.message, { cause: err }));
      }
      return d;
    }
    async startTLS() {
      let tlsError;
      let tlsOpts = {
        socket: this.socket,
        servername: this.tlsName,
        rejectUnauthorized: true,
      };
      if (typeof this.options.tls === "object")
        try {
          const certOpts = (await this.loadClientCerts()) || {};
          tlsOpts = (0, nats_base_client_1.extend)(tlsOpts, this.options.tls, certOpts);
        } catch (err) {
          return Promise.reject(
            new nats_base_client_1.errors.ConnectionError(err.message, { cause: err }),
          );
        }
      const d = (0, nats_base_client_1.deferred)();
      try {
        const tlsSocket = (0, node_tls_1.connect)(tlsOpts, () => {
          tlsSocket.removeAllListeners();
          d.resolve(tlsSocket);
        });
        tlsSocket.on("error", (err) => {
          tlsError = err;
        });
        tlsSocket.on("secureConnect", () => {
          if (tlsOpts.rejectUnauthorized === false) return;
          if (!tlsSocket.authorized) throw tlsSocket.authorizationError;
        });
        tlsSocket.on("close", () => {
          d.reject(tlsError);
          tlsSocket.removeAllListeners();
        });
      } catch (err) {
        d.reject(new nats_base_client_1.errors.ConnectionError(err.message, { cause: err }));
      }
      return d;
    }
    setupHandlers() {
      let connError;
      this.socket.on("data", (frame) => {
        this.yields.push(frame);
        return this.signal.resolve();
      });
      this.socket.on("error", (err) => {
        connError = err;
      });
      this.socket.on("end", () => {
        if (this.socket?.destroyed) return;
        this.socket?.write(/* @__PURE__ */ new Uint8Array(0), () => {
          this.socket?.end();
        });
      });
      this.socket.on("close", () => {
        this._closed(connError, false);
      });
    }
    [Symbol.asyncIterator]() {
      return this.iterate();
    }
    async *iterate() {
      while (true) {
        if (this.yields.length === 0) await this.signal;
        const yields = this.yields;
        this.yields = [];
        for (let i = 0; i < yields.length; i++) {
          if (this.options.debug) console.info(`> ${(0, nats_base_client_1.render)(yields[i])}`);
          yield yields[i];
        }
        if (this.done) break;
        else if (this.yields.length === 0) {
          yields.length = 0;
          this.yields = yields;
          this.signal = (0, nats_base_client_1.deferred)();
        }
      }
    }
    discard() {
      this.done = true;
      if (this.socket)
        try {
          this.socket.removeAllListeners();
          this.socket.destroy();
        } catch {}
    }
    disconnect() {
      this._closed(void 0, true)
        .then()
        .catch();
    }
    isEncrypted() {
      return this.socket instanceof node_tls_1.TLSSocket;
    }
    _send(frame) {
      if (this.isClosed || this.socket === void 0) return Promise.resolve();
      if (this.options.debug) console.info(`< ${(0, nats_base_client_1.render)(frame)}`);
      const d = (0, nats_base_client_1.deferred)();
      try {
        this.socket.write(frame, (err) => {
          if (err) {
            if (this.options.debug)
              console.error(`!!! ${(0, nats_base_client_1.render)(frame)}: ${err}`);
            return d.reject(err);
          }
          return d.resolve();
        });
      } catch (err) {
        if (this.options.debug)
          console.error(`!!! ${(0, nats_base_client_1.render)(frame)}: ${err}`);
        d.reject(err);
      }
      return d;
    }
    send(frame) {
      this._send(frame).catch((_err) => {});
    }
    async _closed(err, internal = true) {
      if (!this.connected) return;
      if (this.done) {
        this.socket?.destroy();
        return;
      }
      this.closeError = err;
      if (!err && this.socket && internal)
        try {
          await this._send(new TextEncoder().encode(""));
        } catch (err) {
          if (this.options.debug) console.log("transport close terminated with an error", err);
        }
      try {
        if (this.socket) {
          this.socket.removeAllListeners();
          this.socket?.destroy();
          this.socket = void 0;
        }
      } catch (err) {
        console.log(err);
      }
      this.done = true;
      this.closedNotification.resolve(this.closeError);
    }
    closed() {
      return this.closedNotification;
    }
  };
  exports.NodeTransport = NodeTransport;
  function nodeResolveHost(s) {
    const ips = (0, nats_base_client_1.deferred)();
    node_dns_1.default.lookup(s, { all: true }, (err, address) => {
      if (err) {
        ips.reject(err);
        return;
      }
      const buf = [];
      for (const r of address) buf.push(r.address);
      if (buf.length === 0) buf.push(s);
      ips.resolve(buf);
    });
    return ips;
  }
});

// node_modules/.pnpm/@nats-io+transport-node@3.4.0/node_modules/@nats-io/transport-node/lib/connect.js
var require_connect = /* @__PURE__ */ __commonJSMin((exports) => {
  Object.defineProperty(exports, "__esModule", { value: true });
  exports.connect = connect;
  const node_transport_1 = require_node_transport();
  const nats_base_client_1 = require_nats_base_client();
  const nats_base_client_2 = require_nats_base_client();
  function connect(opts = {}) {
    if ((0, nats_base_client_2.hasWsProtocol)(opts))
      return Promise.reject(
        nats_base_client_2.errors.InvalidArgumentError.format(
          `servers`,
          `node client doesn't support websockets, use the 'wsconnect' function instead`,
        ),
      );
    (0, nats_base_client_1.setTransportFactory)({
      factory: () => {
        return new node_transport_1.NodeTransport();
      },
      dnsResolveFn: node_transport_1.nodeResolveHost,
    });
    return nats_base_client_1.NatsConnectionImpl.connect(opts);
  }
});

// node_modules/.pnpm/@nats-io+transport-node@3.4.0/node_modules/@nats-io/transport-node/lib/mod.js
var require_lib = /* @__PURE__ */ __commonJSMin((exports, module, this$1) => {
  var __createBinding =
    (this$1 && this$1.__createBinding) ||
    (Object.create
      ? function (o, m, k, k2) {
          if (k2 === void 0) k2 = k;
          var desc = Object.getOwnPropertyDescriptor(m, k);
          if (!desc || ("get" in desc ? !m.__esModule : desc.writable || desc.configurable))
            desc = {
              enumerable: true,
              get: function () {
                return m[k];
              },
            };
          Object.defineProperty(o, k2, desc);
        }
      : function (o, m, k, k2) {
          if (k2 === void 0) k2 = k;
          o[k2] = m[k];
        });
  var __exportStar =
    (this$1 && this$1.__exportStar) ||
    function (m, exports) {
      for (var p in m)
        if (p !== "default" && !Object.prototype.hasOwnProperty.call(exports, p))
          __createBinding(exports, m, p);
    };
  Object.defineProperty(exports, "__esModule", { value: true });
  exports.connect = void 0;
  var connect_1 = require_connect();
  Object.defineProperty(exports, "connect", {
    enumerable: true,
    get: function () {
      return connect_1.connect;
    },
  });
  __exportStar(require_nats_base_client(), exports);
});

// node_modules/.pnpm/@nats-io+transport-node@3.4.0/node_modules/@nats-io/transport-node/index.js
var require_transport_node = /* @__PURE__ */ __commonJSMin((exports, module) => {
  module.exports = require_lib();
});

// packages/api/src/bus/nats-messages.ts
var import_transport_node = require_transport_node();
/** One message, about the user whose subject it was published on. A hint is first, last, commit time and trace. */
const messageSchema = object({
  hint: tuple([number(), number(), number(), string().nullable()]).optional(),
  events: array(unknown()).optional(),
  signal: signalSchema.optional(),
  authority: literal(true).optional(),
});
/** Maximum length of a text with inline events: a NATS server accepts a megabyte. */
const TEXT_MAX = 1e5;
/** Parses an address: servers, credentials, and the name that separates installations. */
function readNatsUrl(text) {
  const urls = text
    .split(",")
    .map((part) => new URL(part.includes("://") ? part : `nats://${part}`));
  const { username, password, protocol } = urls[0] ?? new URL(text);
  const name = urls.at(-1)?.pathname.slice(1) || "parley";
  const person =
    username === ""
      ? {}
      : {
          user: decodeURIComponent(username),
          pass: decodeURIComponent(password),
        };
  const tls = protocol === "tls:" ? { tls: {} } : {};
  return {
    name,
    options: {
      servers: urls.map(({ host }) => host),
      ...person,
      ...tls,
    },
  };
}
/** Encodes a user id as one token of a subject. Tokens are separated by dots, which ids may contain. */
const tokenOf = (userId) => encodeURIComponent(userId).replaceAll(".", "%2E");
/** Encodes a hint, with its events inline unless they are too long. */
function hintText({ first, last, at, trace, events }) {
  const message = { hint: [first, last, at, trace ?? null] };
  const text = JSON.stringify({
    ...message,
    events,
  });
  return text.length > TEXT_MAX ? JSON.stringify(message) : text;
}
function toNotification(userId, { hint, events, signal, authority }) {
  const [first, last, at, trace] = hint ?? [];
  return {
    hints:
      first !== void 0 && last !== void 0 && at !== void 0
        ? [
            {
              userId,
              first,
              last,
              at,
              trace: trace ?? void 0,
              events,
            },
          ]
        : [],
    signals:
      signal === void 0
        ? []
        : [
            {
              userIds: [userId],
              signal,
            },
          ],
    authority: authority === true ? [userId] : [],
    reconcile: false,
  };
}
/** Parses a text. Returns undefined if another version of this code, or another program, wrote it. */
function fromNatsText(text) {
  try {
    return messageSchema.parse(JSON.parse(text));
  } catch {
    return;
  }
}

// packages/api/src/bus/nats-transport.ts
const CONNECT_TIMEOUT = 1e4;
const toText = (message) => JSON.stringify(message);
const DISCONNECTED = "the bus has no connection to NATS";
async function openConnection(url) {
  const { options } = readNatsUrl(url);
  try {
    return await (0, import_transport_node.connect)({
      ...options,
      name: "parley",
      noEcho: true,
      timeout: CONNECT_TIMEOUT,
      maxReconnectAttempts: -1,
      reconnectTimeWait: 200,
      reconnectJitter: 800,
      pingInterval: 5e3,
      maxPingOut: 2,
      ignoreAuthErrorAbort: true,
    });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const hosts = options.servers.join(", ");
    throw new NatsUnavailableError(`The NATS server at ${hosts} cannot be used: ${why}.`, {
      cause,
    });
  }
}
/** Sends notifications over NATS core publish/subscribe: one subject a user, subscribed while the user has listeners. */
var NatsTransport = class {
  #connection;
  /** What the subjects begin with. */
  #prefix;
  #subscriptions = /* @__PURE__ */ new Map();
  #host;
  #isConnected = true;
  #isClosing = false;
  /** Resolves once the server has processed every subscription so far. One flush serves all who wait. */
  #flush = coalesce(async () => {
    await new Promise((resolve) => setImmediate(resolve));
    await this.#connection.flush().catch(() => void 0);
  });
  constructor(connection, prefix) {
    this.#connection = connection;
    this.#prefix = prefix;
  }
  start(host) {
    this.#host = host;
    const callback = () =>
      host.onNotification({
        hints: [],
        signals: [],
        authority: [],
        reconcile: true,
      });
    this.#connection.subscribe(`${this.#prefix}.look`, { callback });
    this.#watch();
  }
  follow(userId) {
    const callback = (_, message) => {
      const heard = fromNatsText(message.string());
      if (heard !== void 0) this.#host?.onNotification(toNotification(userId, heard));
    };
    const subscription = this.#connection.subscribe(this.#subjectOf(userId), { callback });
    this.#subscriptions.set(userId, subscription);
  }
  unfollow(userId) {
    this.#subscriptions.get(userId)?.unsubscribe();
    this.#subscriptions.delete(userId);
  }
  ready() {
    return this.#isConnected ? this.#flush() : Promise.resolve();
  }
  async publish({ hints, signals, authority, reconcile }) {
    if (!this.#isConnected) throw new Error(DISCONNECTED);
    if (reconcile) this.#connection.publish(`${this.#prefix}.look`);
    for (const userId of authority) this.#publish(userId, toText({ authority: true }));
    for (const hint of hints) this.#publish(hint.userId, hintText(hint));
    for (const { userIds, signal } of signals) {
      const text = toText({ signal });
      for (const userId of userIds) this.#publish(userId, text);
    }
  }
  async close() {
    this.#isClosing = true;
    await this.#connection.close();
  }
  #subjectOf(userId) {
    return `${this.#prefix}.user.${tokenOf(userId)}`;
  }
  #publish(userId, text) {
    this.#connection.publish(this.#subjectOf(userId), text);
  }
  async #watch() {
    for await (const status of this.#connection.status())
      if (status.type === "disconnect") {
        this.#isConnected = false;
        if (!this.#isClosing) this.#host?.onFault(/* @__PURE__ */ new Error(DISCONNECTED));
      } else if (status.type === "reconnect") {
        this.#isConnected = true;
        await this.#connection.flush().catch(() => void 0);
        this.#host?.onGap();
      } else if (status.type === "error") this.#host?.onFault(status.error);
  }
};
/** Connects to NATS. Fails with `NatsUnavailableError`. */
async function openNatsTransport({ url, schema = DEFAULT_SCHEMA }) {
  const { name } = readNatsUrl(url);
  const prefix = schema === "parley" ? name : `${name}.schema.${schema}`;
  return new NatsTransport(await openConnection(url), prefix);
}

export { openNatsTransport };
