import { roleSchema } from "@parley/contract/people";
import * as z from "zod";
import type { OidcProvider } from "../sign-in/oidc.ts";
import { oneOf } from "@parley/server/option-forms";
import { shownName, webAddress } from "./forms.ts";
import { parse, type Source } from "./parse.ts";

const ID = /^[a-z][a-z\d]{0,19}$/;

/** Ids of providers, separated by commas: each is part of the names of its variables, and of addresses. */
export const providerIds = z
  .string()
  .transform((text) => text.split(",").map((id) => id.trim()))
  .refine((ids) => ids.every((id) => ID.test(id)) && new Set(ids).size === ids.length, {
    error:
      "must be names separated by commas, such as google,school: small letters and digits, each once",
  })
  .refine((ids) => !ids.includes("platform"), {
    error: "cannot contain platform, which is the name of the hand-off",
  });

const RULE = /^(?<claim>[^=]+)=(?<value>.+):(?<role>[^:]+)$/;

const roleRules = z.string().transform((text, context) => {
  const rules = text.split(",").map((part) => RULE.exec(part.trim())?.groups ?? {});
  const parsed = z
    .array(z.object({ claim: z.string(), value: z.string(), role: roleSchema }))
    .safeParse(rules);
  if (parsed.success) return parsed.data;
  context.addIssue(
    "must be rules separated by commas, such as groups=staff:ADMIN,hd=school.example:MENTEE",
  );
  return z.NEVER;
});

const nonEmpty = z.string({ error: "must be set" });

/** The variables of one provider, without their prefix. */
const variables = z
  .object({
    NAME: shownName,
    ISSUER: webAddress,
    CLIENT_ID: nonEmpty,
    CLIENT_SECRET: z.string().optional(),
    SCOPE: z
      .string()
      .refine((scope) => scope.split(" ").includes("openid"), { error: "must contain openid" })
      .default("openid email profile"),
    VERIFIED_CLAIM: z.string().default("email_verified"),
    PROMPT: z
      .string()
      .regex(/^(login|consent|select_account)$/, {
        error: "must be login, consent or select_account",
      })
      .optional(),
    SIGN_OUT: oneOf(["on", "off"]).default("on"),
    CREATE_USERS: oneOf(["on", "off"]).default("off"),
    ROLES: roleRules.default([]),
  })
  .refine(({ CREATE_USERS: creates, ROLES: rules }) => creates === "off" || rules.length > 0, {
    path: ["CREATE_USERS"],
    error: "needs ROLES as well: which of them get which role",
  });

/** Reads the provider of each id. */
export const readProviders = (ids: readonly string[], source: Source): OidcProvider[] =>
  ids.map((id) => {
    const read = parse(variables, source, `OIDC_${id.toUpperCase()}_`);
    return {
      id,
      name: read.NAME,
      issuer: read.ISSUER,
      clientId: read.CLIENT_ID,
      clientSecret: read.CLIENT_SECRET,
      scope: read.SCOPE,
      verifiedClaim: read.VERIFIED_CLAIM,
      prompt: read.PROMPT,
      signsOut: read.SIGN_OUT === "on",
      createsUsers: read.CREATE_USERS === "on",
      roles: read.ROLES,
    };
  });
