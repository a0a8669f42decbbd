import { copyFile, link, stat } from "node:fs/promises";
import { join } from "node:path";
import {
  type AnnouncedFile,
  createConcurrencyLimiter,
  type Examined,
  type FileStore,
} from "@parley/api/platform";
import { fileVariants } from "@parley/contract/files";
import { freeMemory } from "../free-memory.ts";
import { type ByteStore, type HeldUpload, joinStores } from "./byte-store.ts";
import { createDiskStore } from "./disk-store.ts";
import { createEncodeImage, type EncodeImage } from "./encode-image.ts";
import type { FilePlace, FileSettings } from "./file-settings.ts";
import { type Detected, detectType, ENDS, type FileEnds, imageType, nameFor } from "./file-type.ts";
import { hashOf, withFile } from "./on-disk.ts";
import { createScanner } from "./scanner.ts";
import { createS3Store } from "./s3-store.ts";

/** Small enough for a slow connection to send one before its request times out. */
const PART = 4 * 1024 ** 2;

/** Uploads that are read at once, with some megabytes of memory for each. */
const LOOKS = 4;

type Refused = Extract<Examined, { ok: false }>;

/** Calls `use` with both ends of a file, whose memory it may not keep. */
const withEnds = <Result>(path: string, size: number, use: (ends: FileEnds) => Result) =>
  withFile(path, "r", async (file) => {
    const length = Math.min(ENDS, size);
    const head = Buffer.allocUnsafeSlow(length);
    const tail = Buffer.allocUnsafeSlow(length);
    try {
      await file.read(head, 0, length, 0);
      await file.read(tail, 0, length, size - length);
      return use({ head, tail, size });
    } finally {
      freeMemory(head);
      freeMemory(tail);
    }
  });

/** The same bytes under another name; a copy where the file system has no links. */
const linkOrCopy = (from: string, to: string) => link(from, to).catch(() => copyFile(from, to));

const openPlace = (place: FilePlace, onUnavailable?: () => void): ByteStore =>
  place.kind === "disk"
    ? createDiskStore(place.dir, onUnavailable)
    : createS3Store(place, onUnavailable);

/** The stores of an installation: the first is written, and the others are read as well. */
export const openPlaces = (
  { places: [first, ...others] }: FileSettings,
  onUnavailable?: () => void,
) =>
  [
    openPlace(first, onUnavailable),
    ...others.map((place) => openPlace(place, onUnavailable)),
  ] as const;

interface FileStoreOptions extends FileSettings {
  readonly encodeImage?: EncodeImage | undefined;
  /** Called when an operation fails since a store is full or away. */
  readonly onUnavailable?: (() => void) | undefined;
}

/** The store of files of this installation. */
export function createFileStore(options: FileStoreOptions): FileStore & Pick<ByteStore, "check"> {
  const { bytesMax, userBytesMax, totalBytesMax, encodeImage = createEncodeImage() } = options;
  const [first, ...others] = openPlaces(options, options.onUnavailable);
  const bytes = joinStores(first, ...others);
  const looks = createConcurrencyLimiter({ permits: LOOKS });

  async function examineImage(file: AnnouncedFile, { path, work }: HeldUpload): Promise<Examined> {
    const { id, name, alt } = file;
    const image = await encodeImage({ path, into: work });
    if (!image.ok)
      return {
        ok: false,
        problem: image.problem,
        ...(image.problem === "type_refused" && { found: "image with other content" }),
      };
    const { type, width, height, color } = image;
    const size = (await stat(join(work, "full"))).size;
    const storedBytes = await bytes.settle(id, work, fileVariants);
    return {
      ok: true,
      storedBytes,
      file: {
        id,
        kind: "image",
        name: nameFor(name, imageType(type)) ?? name,
        type,
        size,
        width,
        height,
        color,
        ...(alt !== undefined && { alt }),
      },
    };
  }

  async function examine(file: AnnouncedFile, held: HeldUpload): Promise<Examined> {
    const { id, name, size, sha256, alt, voice } = file;
    const { path, work } = held;
    const detected = await looks.run(async (): Promise<Detected | Refused> => {
      if ((await hashOf(path)) !== sha256) return { ok: false, problem: "hash_mismatch" };
      return withEnds(path, size, (ends) => detectType(ends, name));
    });
    if (!detected.ok) return detected;
    const { kind, type } = detected.type;
    const fitting = nameFor(name, detected.type);
    if (fitting === undefined) return { ok: false, problem: "name_mismatch", found: type };
    if (kind === "image") return examineImage(file, held);
    await linkOrCopy(path, join(work, "full"));
    const storedBytes = await bytes.settle(id, work, ["full"]);
    return {
      ok: true,
      storedBytes,
      file: {
        id,
        kind,
        name: fitting,
        type,
        size,
        ...(kind === "voice" && voice !== undefined && { voice }),
        ...(alt !== undefined && { alt }),
      },
    };
  }

  const { scan } = options;
  return {
    ...bytes,
    address: options.address,
    scanner: scan && createScanner(scan),
    limits: { bytesMax, userBytesMax, totalBytesMax, partBytes: PART },
    examine: (file) => bytes.withUpload(file.id, (held) => examine(file, held)),
  };
}
