import * as z from "zod";
import { limits } from "./limits.ts";
import { problemOfRemoteUrl } from "./public-address.ts";
import { isStorable, textProblems } from "./text-rules.ts";

/** Widths, and heights, in which the server keeps a picture, in pixels. */
export const avatarSizes = [64, 128, 256] as const;
/** A size in which the server keeps a picture. */
export type AvatarSize = (typeof avatarSizes)[number];

/** Why a picture was refused, in words that follow the name of the field. */
export const pictureProblems = {
  notAPicture: "is not a PNG, JPEG, WebP, GIF or AVIF picture",
  tooManyPixels: "has more pixels than 40 million",
  damaged: "is damaged and cannot be read",
} as const;
/** The name of a reason to refuse a picture. */
export type PictureProblem = keyof typeof pictureProblems;

/** Why the server could not fetch the picture of an `avatarUrl`. */
export const avatarProblemSchema = z.enum([
  /** No response: DNS, connection, TLS or timeout. */
  "unreachable",
  /** The name resolves to an address outside the public Internet. */
  "not_public",
  /** The response was not 200, or there were too many redirects. */
  "bad_answer",
  "too_large",
  "not_a_picture",
  "too_many_pixels",
  "damaged",
]);
export type AvatarProblem = z.infer<typeof avatarProblemSchema>;

/** URL of a user's picture at the host platform. Only the server fetches it. */
export const avatarSourceSchema = z
  .string()
  .max(limits.urlMax)
  .refine(isStorable, { error: textProblems.unstorable, abort: true })
  .superRefine((text, ctx) => {
    const message = problemOfRemoteUrl(text);
    if (message !== undefined) ctx.addIssue({ code: "custom", message });
  });

/** The response to an upload: the address of the caller's new picture, as in `Person`. */
export const uploadedAvatarSchema = z.object({ avatarUrl: z.string() });
export type UploadedAvatar = z.infer<typeof uploadedAvatarSchema>;
