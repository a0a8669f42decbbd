import type { FastifyBaseLogger, FastifyRequest } from "fastify";

/** Reports a request that is refused for the origin of its page. */
export type ReportOrigin = (request: Pick<FastifyRequest, "headers">) => void;

/** Origins that have been logged. A flood of made-up ones does not fill the log. */
const ORIGINS_LOGGED = 100;

/** Logs once per origin that its pages are refused, and the setting that allows them. */
export function createOriginLog(
  log: Pick<FastifyBaseLogger, "warn">,
  setting: "allowedOrigins" | "ALLOWED_ORIGINS",
): ReportOrigin {
  const logged = new Set<string>();
  return ({ headers: { origin = "" } }) => {
    const isOrigin = URL.canParse(origin) && new URL(origin).origin === origin;
    const shown = isOrigin && origin.length <= 255 ? origin : "(none that a browser sends)";
    if (logged.has(shown) || logged.size >= ORIGINS_LOGGED) return;
    logged.add(shown);
    log.warn(
      { origin: shown },
      `a page of this origin was refused: add it to ${setting} if it is yours; behind a proxy, check that Host is forwarded as the browser sent it`,
    );
  };
}
