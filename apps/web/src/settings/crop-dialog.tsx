import { type PointerEvent, type RefObject, useEffect, useId, useRef, useState } from "react";
import {
  type CropView,
  drawSquare,
  moveBy,
  type PictureSize,
  squareOf,
  ZOOM_MAX,
  zoomTo,
} from "./crop.ts";
import { useSettingsText } from "./settings-text.ts";
import "./crop-dialog.css";

interface CropDialogProps {
  readonly picture: Blob;
  /** The square that was selected before. */
  readonly view: CropView;
  onCropped(file: Blob, view: CropView): void;
  onClose(): void;
}

/** Shows a picture in an image, for as long as it is there. */
function usePicture(image: RefObject<HTMLImageElement | null>, picture: Blob) {
  useEffect(() => {
    const element = image.current;
    if (element === null) return undefined;
    const address = URL.createObjectURL(picture);
    element.src = address;
    return () => URL.revokeObjectURL(address);
  }, [image, picture]);
}

type Change = (change: (size: PictureSize, view: CropView) => CropView) => void;

interface Point {
  readonly x: number;
  readonly y: number;
}

const distance = ([one, other]: readonly Point[]) =>
  one === undefined || other === undefined ? 0 : Math.hypot(one.x - other.x, one.y - other.y);

/** One finger or the mouse moves the picture, two fingers zoom. */
function usePointers(change: Change) {
  const pointers = useRef(new Map<number, Point>());
  const forget = ({ pointerId }: PointerEvent) => void pointers.current.delete(pointerId);
  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.target instanceof HTMLInputElement) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      const before = pointers.current.get(event.pointerId);
      if (before === undefined) return;
      const apart = distance([...pointers.current.values()]);
      const now = { x: event.clientX, y: event.clientY };
      pointers.current.set(event.pointerId, now);
      const all = [...pointers.current.values()];
      if (all.length > 1) {
        if (apart > 0)
          change((size, view) => zoomTo(size, view, (view.zoom * distance(all)) / apart));
        return;
      }
      const { clientWidth: side } = event.currentTarget;
      const way = { x: (now.x - before.x) / side, y: (now.y - before.y) / side };
      change((size, view) => moveBy(size, view, way));
    },
    onPointerUp: forget,
    onPointerCancel: forget,
  };
}

/** A slider in percent, for the keyboard and screen readers: pointers move the picture itself. */
function Position(props: { label: string; value: number; onChange: (value: number) => void }) {
  return (
    <input
      type="range"
      // Left is left in every language.
      dir="ltr"
      className="sr-only"
      aria-label={props.label}
      min={0}
      max={100}
      value={Math.round(props.value * 100)}
      onChange={({ target }) => props.onChange(target.valueAsNumber / 100)}
    />
  );
}

/** The user selects the square of a picture that others see. The native dialog traps the focus and restores it. */
export function CropDialog({ picture, view: before, onCropped, onClose }: CropDialogProps) {
  const { t } = useSettingsText();
  const dialog = useRef<HTMLDialogElement>(null);
  const image = useRef<HTMLImageElement>(null);
  const title = useId();
  usePicture(image, picture);
  const [size, setSize] = useState<PictureSize | null>(null);
  const [view, setView] = useState(before);
  const change: Change = (next) => {
    if (size !== null) setView((now) => next(size, now));
  };
  const pointers = usePointers(change);
  useEffect(() => dialog.current?.showModal(), []);
  const square = size && squareOf(size, view);
  const use = async () => {
    // Other types can be transparent.
    const type = picture.type === "image/jpeg" ? picture.type : "image/png";
    const cropped = image.current && square && (await drawSquare(image.current, square, type));
    if (cropped) onCropped(cropped, view);
    dialog.current?.close();
  };
  return (
    <dialog ref={dialog} aria-labelledby={title} className="crop-dialog" onClose={onClose}>
      <h2 id={title} className="mb-3 text-lg font-semibold">
        {t("cropTitle")}
      </h2>
      <div
        role="group"
        aria-labelledby={title}
        className="crop-stage"
        {...pointers}
        onWheel={({ deltaY }) =>
          change((whole, now) => zoomTo(whole, now, now.zoom * Math.exp(-deltaY / 600)))
        }
      >
        <img
          ref={image}
          alt=""
          draggable={false}
          className="crop-picture"
          style={
            size && square
              ? {
                  inlineSize: `${(size.width / square.side) * 100}%`,
                  left: `${(-square.left / square.side) * 100}%`,
                  top: `${(-square.top / square.side) * 100}%`,
                }
              : undefined
          }
          onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) =>
            setSize({ width, height })
          }
        />
        <Position
          label={t("cropX")}
          value={view.x}
          onChange={(x) => setView((now) => ({ ...now, x }))}
        />
        <Position
          label={t("cropY")}
          value={view.y}
          onChange={(y) => setView((now) => ({ ...now, y }))}
        />
      </div>
      <label className="mt-3 flex items-center gap-3">
        <span className="text-sm">{t("cropZoom")}</span>
        <input
          type="range"
          className="crop-zoom"
          min={1}
          max={ZOOM_MAX}
          step={0.05}
          value={view.zoom}
          onChange={({ target }) =>
            change((whole, now) => zoomTo(whole, now, target.valueAsNumber))
          }
        />
      </label>
      <p className="mt-2 text-sm text-muted">{t("cropHint")}</p>
      <div className="mt-4 flex flex-wrap justify-end gap-3">
        <button
          type="button"
          className="button-quiet min-h-11"
          onClick={() => dialog.current?.close()}
        >
          {t("cancel")}
        </button>
        <button type="button" className="button min-h-11" onClick={() => void use()}>
          {t("cropDone")}
        </button>
      </div>
    </dialog>
  );
}
