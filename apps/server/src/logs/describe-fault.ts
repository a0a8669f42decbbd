/** What a log may say of a failure. */
export type FaultDescription = {
  readonly type: string;
  readonly message: string;
  /** Where it happened, without the message that a stack begins with. */
  readonly stack: string;
  /** SQLSTATE or system code. */
  readonly code?: string | undefined;
  readonly constraint?: string | undefined;
  readonly cause?: FaultDescription | undefined;
};

const textOf = (fault: object, name: string): string | undefined => {
  const value: unknown = Reflect.get(fault, name);
  return typeof value === "string" ? value : undefined;
};

/** Class 22, "data exception": PostgreSQL quotes the value that it refuses. */
const QUOTES_DATA = /^22/;

/**
 * Drizzle ends its message with the parameters of the statement, and PostgreSQL quotes values in `detail` and in
 * data exceptions: that is where message bodies and addresses would get into a log.
 */
function safeMessage(fault: Error): string {
  const isStatement = textOf(fault, "query") !== undefined;
  const quotesData = QUOTES_DATA.test(textOf(fault, "code") ?? "");
  return isStatement || quotesData ? "withheld: it may quote data" : fault.message;
}

const framesOf = (stack = "") =>
  stack
    .split("\n")
    .filter((line) => line.startsWith("    at "))
    .join("\n");

/** A failure as an operator needs it, with nothing in it that people wrote. */
export function describeFault(fault: unknown): FaultDescription {
  if (!(fault instanceof Error)) return { type: typeof fault, message: "not an Error", stack: "" };
  return {
    type: fault.name,
    message: safeMessage(fault),
    stack: framesOf(fault.stack),
    code: textOf(fault, "code"),
    constraint: textOf(fault, "constraint"),
    ...(fault.cause === undefined ? {} : { cause: describeFault(fault.cause) }),
  };
}
