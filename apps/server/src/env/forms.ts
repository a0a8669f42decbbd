import { isIP } from "node:net";
import { isKeyAddress, isOrigin } from "@parley/server/option-forms";
import * as z from "zod";
import { parseLimits } from "@parley/server/rate-limits/parse-limits";

/** A decimal number, within bounds. */
export const wholeNumber = (min: number, max: number) => {
  const error = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,6}$/, { error })
    .transform(Number)
    .pipe(z.int().min(min, { error }).max(max, { error }));
};

/** Origins, separated by commas. */
export const originList = z
  .string()
  .transform((text) =>
    text
      .split(",")
      .map((origin) => origin.trim())
      .filter((origin) => origin !== ""),
  )
  .refine((origins) => origins.every(isOrigin), {
    error: "must be origins separated by commas, such as https://app.example.org",
  });

/** Limits for users and addresses: `off`, or those that differ from the defaults. */
export const rateLimits = z.string().transform((text, context) => {
  const limits = parseLimits(text);
  if (limits !== undefined) return limits;
  context.addIssue("must be off, or settings such as sends=500/10,sockets=50");
  return z.NEVER;
});

/** An address, or a network such as 10.0.0.0/8. */
function isNetwork(text: string): boolean {
  const [address = "", bits, ...rest] = text.split("/");
  const most = isIP(address) === 4 ? 32 : 128;
  // A range of no bits would include every address.
  const isRange = bits === undefined || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= most);
  // A zone, as in fe80::1%eth0, names a device of one machine.
  return isIP(address) !== 0 && !address.includes("%") && isRange && rest.length === 0;
}

/** Addresses and networks, separated by commas. */
export const networkList = z
  .string()
  .transform((text) => text.split(",").map((network) => network.trim()))
  .refine((networks) => networks.every(isNetwork), {
    error: "must be addresses or networks separated by commas, such as 10.0.0.0/8",
  });

/** An address to which browsers are sent: over TLS, or on this machine. */
export const webAddress = z
  .string({ error: "must be set" })
  .refine(isKeyAddress, { error: "must be an https address without user name and password" })
  .transform((text) => new URL(text));

/** The origin of this server, as browsers write it. */
export const publicOrigin = z
  .string()
  .transform((text) => text.replace(/\/$/, ""))
  .refine((text) => isOrigin(text) && isKeyAddress(text), {
    error: "must be an https origin, such as https://chat.example.org; http only on loopback",
  })
  .transform((text) => new URL(text));

/** A name on a button. */
export const shownName = z
  .string({ error: "must be set" })
  .trim()
  .min(1, { error: "must not be blank" })
  .max(60, { error: "must have 60 characters at most" });
