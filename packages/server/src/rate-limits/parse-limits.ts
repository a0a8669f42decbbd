import { type RateLimitConfig, defaultLimits, noLimits, type Quota, type Rate } from "./limits.ts";

const NUMBER = /^\d{1,7}(\.\d{1,3})?$/;

function toNumber(text: string | undefined): number | undefined {
  const number = text !== undefined && NUMBER.test(text) ? Number(text) : 0;
  return number > 0 ? number : undefined;
}

function toRate(text: string): Rate | undefined {
  const [first, second, ...rest] = text.split("/");
  const burst = toNumber(first);
  const perSecond = toNumber(second);
  const isRate = burst !== undefined && burst >= 1 && perSecond !== undefined && rest.length === 0;
  return isRate ? { burst, perSecond } : undefined;
}

function toQuota(text: string): Quota | undefined {
  const [hour, day, ...rest] = text.split("/");
  const perHour = toNumber(hour);
  const perDay = toNumber(day);
  const isQuota =
    perHour !== undefined &&
    perDay !== undefined &&
    [perHour, perDay].every(Number.isInteger) &&
    rest.length === 0;
  return isQuota ? { perHour, perDay } : undefined;
}

/** One setting: `sends=500/10`, `contactAdds=20/60`, `sockets=50`. Undefined if it is not valid. */
function toSetting(text: string): Partial<RateLimitConfig> | undefined {
  const [name = "", value = "", ...rest] = text.trim().split("=");
  if (rest.length > 0) return undefined;
  switch (name) {
    case "calls":
    case "sends":
    case "typing":
    case "requests":
    case "frames": {
      const rate = toRate(value);
      return rate && { [name]: rate };
    }
    case "contactAdds":
    case "uploads": {
      const quota = toQuota(value);
      return quota && { [name]: quota };
    }
    case "sockets":
    case "addressSockets":
    case "addressConnections": {
      const count = toNumber(value);
      return count !== undefined && Number.isInteger(count) ? { [name]: count } : undefined;
    }
    // Anything that an operator may write.
    // oxlint-disable-next-line typescript/switch-exhaustiveness-check
    default:
      return undefined;
  }
}

/** Parses `off`, or settings separated by commas. Undefined if one of them is not valid. */
export function parseLimits(text: string): RateLimitConfig | undefined {
  if (text === "off") return noLimits;
  let limits = defaultLimits;
  for (const part of text.split(",")) {
    const setting = toSetting(part);
    if (setting === undefined) return undefined;
    limits = { ...limits, ...setting };
  }
  return limits;
}
