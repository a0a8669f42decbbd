import { PersonAvatar, useMessaging, useUploadAvatar } from "@parley/react";
import type { Me } from "@parley/contract";
import { type RefObject, useEffect, useId, useRef, useState } from "react";
import { useLater } from "../signed-in/use-later.ts";
import { type CropView, MIDDLE } from "./crop.ts";
import { pictureTypes, preparePicture } from "./prepare-picture.ts";
import { SavingLine } from "./saving.tsx";
import { useSettingsText } from "./settings-text.ts";
import { type Saving, useSavingMe } from "./saving.tsx";

/** A selected picture that is not saved yet. */
interface Chosen {
  readonly file: Blob;
  readonly url: string;
  /** As it was selected, and the square of it that is used. */
  readonly source: Blob;
  readonly view: CropView;
}

const loadCropDialog = async () => (await import("./crop-dialog.tsx")).CropDialog;

const isField = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.matches("input, textarea, [contenteditable]");

const pictureOf = (data: DataTransfer | null) =>
  [...(data?.files ?? [])].find(({ type }) => type.startsWith("image/")) ?? data?.files[0];

/** The selected picture, from any source, until it is saved or cancelled. */
function useChosen() {
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [isUnreadable, setIsUnreadable] = useState(false);
  const latest = useRef(0);
  useEffect(() => () => (chosen === null ? undefined : URL.revokeObjectURL(chosen.url)), [chosen]);
  const clear = () => {
    latest.current += 1;
    setChosen(null);
    setIsUnreadable(false);
  };
  const choose = async (file: Blob | undefined) => {
    if (file === undefined) return;
    clear();
    const turn = latest.current;
    const prepared = await preparePicture(file);
    if (turn !== latest.current) return;
    setIsUnreadable(prepared === null);
    if (prepared === null) return;
    setChosen({ file: prepared, url: URL.createObjectURL(prepared), source: file, view: MIDDLE });
  };
  const crop = (cropped: Blob, view: CropView) =>
    setChosen((now) => now && { ...now, file: cropped, url: URL.createObjectURL(cropped), view });
  return { chosen, isUnreadable, choose, crop, clear };
}

/** Pictures that are pasted anywhere on the page except into a field. */
function usePasted(take: (file: Blob | undefined) => void) {
  const taker = useRef(take);
  useEffect(() => {
    taker.current = take;
  });
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      if (!isField(event.target)) taker.current(pictureOf(event.clipboardData));
    };
    document.addEventListener("paste", onPaste);
    return () => document.removeEventListener("paste", onPaste);
  }, []);
}

/** Pictures that are dropped on an element. Returns whether one is dragged over it. */
function useDropped(target: RefObject<HTMLElement | null>, take: (file: Blob | undefined) => void) {
  const [isOver, setIsOver] = useState(false);
  const taker = useRef(take);
  useEffect(() => {
    taker.current = take;
  });
  useEffect(() => {
    const element = target.current;
    const over = (event: DragEvent) => {
      event.preventDefault();
      setIsOver(true);
    };
    const leave = () => setIsOver(false);
    const drop = (event: DragEvent) => {
      event.preventDefault();
      setIsOver(false);
      taker.current(pictureOf(event.dataTransfer));
    };
    element?.addEventListener("dragover", over);
    element?.addEventListener("dragleave", leave);
    element?.addEventListener("drop", drop);
    return () => {
      element?.removeEventListener("dragover", over);
      element?.removeEventListener("dragleave", leave);
      element?.removeEventListener("drop", drop);
    };
  }, [target]);
  return isOver;
}

function usePictureForm() {
  const upload = useUploadAvatar();
  const removing = useSavingMe();
  const [uploading, setUploading] = useState<Saving>({ status: "idle" });
  const { chosen, isUnreadable, choose, crop, clear } = useChosen();
  const take = (file: Blob | undefined) => {
    removing.forget();
    setUploading({ status: "idle" });
    void choose(file);
  };
  usePasted(take);
  const save = async () => {
    if (chosen === null) return;
    setUploading({ status: "saving" });
    const outcome = await upload(chosen.file);
    if (outcome.ok) clear();
    setUploading(outcome.ok ? { status: "saved" } : { status: "failed", reason: outcome.reason });
  };
  const remove = () => {
    clear();
    setUploading({ status: "idle" });
    void removing.save({ avatarUrl: null });
  };
  const cancel = () => {
    clear();
    setUploading({ status: "idle" });
  };
  const isUpload = uploading.status !== "idle";
  return {
    chosen,
    isUnreadable,
    take,
    crop,
    save,
    remove,
    cancel,
    isRefused: uploading.status === "failed" && uploading.reason === "invalid_input",
    saving: isUpload ? uploading : removing.saving,
    retry: isUpload ? () => void save() : remove,
  };
}

/** What others see, or will once it is saved. */
function Preview({ me, url }: { readonly me: Me; readonly url: string | undefined }) {
  return url === undefined ? (
    <PersonAvatar person={me} size="large" />
  ) : (
    <img
      src={url}
      alt=""
      className="size-20 shrink-0 rounded-full object-cover"
      draggable={false}
    />
  );
}

/** The user's own picture: selected, dropped or pasted, previewed, and then saved. */
export function PictureForm({ me }: { readonly me: Me }) {
  const { t } = useSettingsText();
  const id = useId();
  const { avatars } = useMessaging().client;
  const input = useRef<HTMLInputElement>(null);
  const form = usePictureForm();
  const group = useRef<HTMLDivElement>(null);
  const isOver = useDropped(group, form.take);
  const [isCropping, setCropping] = useState(false);
  const dialog = useLater(isCropping, loadCropDialog);
  const hasPicture = avatars.urlOf(me.avatarUrl) !== undefined;
  return (
    <div
      ref={group}
      role="group"
      aria-labelledby={id}
      aria-describedby={`${id}-hint`}
      className="picture-form"
      data-over={isOver}
    >
      <Preview me={me} url={form.chosen?.url} />
      <div className="grid min-w-0 grow basis-56 gap-2">
        <span id={id} className="font-medium">
          {t("picture")}
        </span>
        <input
          ref={input}
          type="file"
          accept={pictureTypes}
          className="sr-only"
          tabIndex={-1}
          aria-label={t("pictureChoose")}
          onChange={({ target }) => {
            form.take(target.files?.[0]);
            // So that the same file can be selected again.
            target.value = "";
          }}
        />
        <div className="flex flex-wrap gap-2">
          {form.chosen === null ? (
            <>
              <button type="button" className="button-quiet" onClick={() => input.current?.click()}>
                {t("pictureChoose")}
              </button>
              {hasPicture && (
                <button type="button" className="button-quiet" onClick={form.remove}>
                  {t("pictureRemove")}
                </button>
              )}
            </>
          ) : (
            <>
              <button
                type="button"
                className="button"
                disabled={form.saving.status === "saving"}
                onClick={() => void form.save()}
              >
                {t("pictureSave")}
              </button>
              <button type="button" className="button-quiet" onClick={() => setCropping(true)}>
                {t("crop")}
              </button>
              <button type="button" className="button-quiet" onClick={form.cancel}>
                {t("cancel")}
              </button>
            </>
          )}
        </div>
        <p id={`${id}-hint`} className="text-sm text-muted">
          {t("pictureHint")}
        </p>
        <div role="alert" className="text-sm text-danger empty:hidden">
          {(form.isUnreadable || form.isRefused) && t("pictureUnreadable")}
        </div>
        {!form.isRefused && <SavingLine saving={form.saving} onRetry={form.retry} />}
      </div>
      {isCropping && dialog !== null && form.chosen !== null && (
        <dialog.Component
          picture={form.chosen.source}
          view={form.chosen.view}
          onCropped={form.crop}
          onClose={() => setCropping(false)}
        />
      )}
    </div>
  );
}
