/** Of a picture, in its pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** Which square of a picture is used. */
export interface CropView {
  /** 1 is the largest square. */
  readonly zoom: number;
  /** From 0, the left edge of the picture, to 1, its right edge. */
  readonly x: number;
  /** From 0, the upper edge, to 1, the lower edge. */
  readonly y: number;
}

/** A square in pixels of a picture. */
interface Square {
  readonly left: number;
  readonly top: number;
  readonly side: number;
}

/** The square that is used unless the user selects another one. */
export const MIDDLE: CropView = { zoom: 1, x: 0.5, y: 0.5 };
export const ZOOM_MAX = 4;

const clamp = (value: number, min: number, max: number) => Math.min(Math.max(value, min), max);
const sideOf = ({ width, height }: PictureSize, zoom: number) => Math.min(width, height) / zoom;

/** The square of a view. */
export function squareOf(size: PictureSize, { zoom, x, y }: CropView): Square {
  const side = sideOf(size, zoom);
  return { left: x * (size.width - side), top: y * (size.height - side), side };
}

/** The view whose square begins as near to a place as the picture allows. */
function viewAt(size: PictureSize, zoom: number, place: { left: number; top: number }): CropView {
  const side = sideOf(size, zoom);
  const part = (start: number, room: number) =>
    // Without room to move the square is in the middle.
    room < 0.01 ? 0.5 : clamp(start / room, 0, 1);
  return { zoom, x: part(place.left, size.width - side), y: part(place.top, size.height - side) };
}

/** Zooms around the middle of the square. */
export function zoomTo(size: PictureSize, view: CropView, wanted: number): CropView {
  const zoom = clamp(wanted, 1, ZOOM_MAX);
  const { left, top, side } = squareOf(size, view);
  const gone = (side - sideOf(size, zoom)) / 2;
  return viewAt(size, zoom, { left: left + gone, top: top + gone });
}

/** Moves the picture below the square, by parts of the square's side. */
export function moveBy(size: PictureSize, view: CropView, way: { x: number; y: number }): CropView {
  const { left, top, side } = squareOf(size, view);
  return viewAt(size, view.zoom, { left: left - way.x * side, top: top - way.y * side });
}

/** Pixels of each side of a picture that is drawn for the upload. */
const SIDE = 512;

/** Draws a square of a picture; null if this browser cannot. */
export function drawSquare(
  picture: CanvasImageSource,
  { left, top, side }: Square,
  type: "image/jpeg" | "image/png",
) {
  const canvas = document.createElement("canvas");
  canvas.width = SIDE;
  canvas.height = SIDE;
  canvas.getContext("2d")?.drawImage(picture, left, top, side, side, 0, 0, SIDE, SIDE);
  return new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, 0.92));
}
