/** The fields of a failure that may be logged. */
export type FaultDescription = {
  readonly type: string;
  readonly message: string;
  /** The stack without the message that it begins with. */
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
 * Drizzle ends its message with the parameters of the statement, and PostgreSQL quotes values in `detail` and in data
 * exceptions: from there message bodies and addresses would get into a log.
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

/** A failure as an operator needs it, without texts of users. */
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
