import type { RunningServer } from "./start.ts";

/** The text printed after a start. The first line ends with the address, for programs that parse it. */
export function banner({ url, database, isDemo }: RunningServer): string {
  const lines = [
    `Parley is ready at ${url}`,
    `Database: ${[database.description, ...database.warnings].join(" ")}`,
    ...(isDemo
      ? [
          "Demo mode: everyone on this machine may sign in as any user. Set JWT_SECRET or JWT_JWKS_URL to leave it.",
        ]
      : []),
  ];
  return `${lines.join("\n")}\n`;
}
