import type { RunningServer } from "./start.ts";

function mailLines(mail: RunningServer["mail"], url: string): readonly string[] {
  switch (mail) {
    case "off":
      return ["E-mail: off. Set SMTP_URL to notify users who are away."];
    case "mailbox":
      return [`E-mail: not sent, but shown at ${url}/demo/mail`];
    case "smtp":
      return [];
  }
}

/** The text printed after a start. The first line ends with the address, for programs that parse it. */
export function banner({ url, database, isDemo, mail }: RunningServer): string {
  const lines = [
    `Parley is ready at ${url}`,
    `Database: ${[database.description, ...database.warnings].join(" ")}`,
    ...mailLines(mail, url),
    ...(isDemo
      ? [
          "Demo mode: everyone on this machine may sign in as any user. Set JWT_SECRET or JWT_JWKS_URL to leave it.",
        ]
      : []),
  ];
  return `${lines.join("\n")}\n`;
}
