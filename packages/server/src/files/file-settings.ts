import type { FileLimits } from "@parley/contract/files";

/** A bucket of a server that speaks the protocol of Amazon S3. */
export interface S3Settings {
  /** Such as `https://s3.eu-central-1.amazonaws.com`: the bucket becomes the first segment of its paths. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Where files can be. */
export type FilePlace =
  | { readonly kind: "disk"; readonly dir: string }
  | ({ readonly kind: "s3" } & S3Settings);

/** Where the files of an installation are, and what it accepts of them. */
export interface FileSettings extends FileLimits {
  /** Files are written to the first. What is in another one is found there, until it has been moved. */
  readonly places: readonly [FilePlace, ...FilePlace[]];
  /** Bytes of all files. */
  readonly totalBytesMax: number;
  /** The address at which files are fetched, without a slash at the end. The one of the server if absent. */
  readonly address?: string | undefined;
  /** Absent if files are not scanned. */
  readonly scan?: ScanSettings | undefined;
}

/** Who looks for harmful content. */
export interface ScanSettings {
  /** `tcp://host:3310` for clamd, or an address that is sent the content. */
  readonly url: string;
  /** What the address needs as a bearer token. */
  readonly secret?: string | undefined;
  /** Whether a file that could not be scanned can be fetched. */
  readonly whenFailed: "withhold" | "deliver";
}

/** Limits in megabytes, where an installation decides nothing else. */
export const defaultMegabytes = { file: 25, user: 2_048, total: 51_200 } as const;

/** The region of servers that have none. */
export const DEFAULT_REGION = "us-east-1";

/** What an installation says about where its files are. */
export interface ChosenPlaces {
  readonly dir?: string | undefined;
  readonly s3?: S3Settings | undefined;
  /** Which of the two is written, if there are both. */
  readonly store: "disk" | "s3";
}

/** The places of files in the order in which they are used; undefined if there is none. */
export function placesOf({ dir, s3, store }: ChosenPlaces): FileSettings["places"] | undefined {
  const places: FilePlace[] = [];
  if (s3 !== undefined) places.push({ kind: "s3", ...s3 });
  if (dir !== undefined) places.push({ kind: "disk", dir });
  if (store === "disk") places.reverse();
  const [first, ...others] = places;
  return first && [first, ...others];
}

const MB = 1024 ** 2;

/** Settings from limits in megabytes. */
export const fileSettingsOf = (
  places: FileSettings["places"],
  megabytes: Readonly<Record<keyof typeof defaultMegabytes, number>>,
): FileSettings => ({
  places,
  bytesMax: megabytes.file * MB,
  userBytesMax: megabytes.user * MB,
  totalBytesMax: megabytes.total * MB,
});
