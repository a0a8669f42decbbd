import { useEffect, useRef, useState } from "react";
import type { RowFile } from "../../rows/row.ts";
import { useAllLabels } from "../../provider/all-labels.ts";
import type { PdfDocument, ScreenOptions } from "../../provider/options-context.ts";
import { useFileUrls } from "../../provider/use-file-urls.ts";
import { useFormat } from "../../provider/wording-context.ts";
import { IconButton } from "../icon-button.tsx";
import { Icon } from "../icons.tsx";
import { Viewer } from "./viewer.tsx";

export interface PdfViewerProps {
  readonly file: RowFile;
  readonly openPdf: NonNullable<ScreenOptions["openPdf"]>;
  readonly onClose: () => void;
}

type Reading =
  | { readonly status: "reading" }
  | { readonly status: "failed" }
  | { readonly status: "open"; readonly pdf: PdfDocument };

/** Fetches and reads a PDF. An address that has expired is asked for again, once. */
function useReading({ file, openPdf }: PdfViewerProps) {
  const urls = useFileUrls(file.id);
  const { full, refresh } = urls;
  const hasFailed = useRef(false);
  const [reading, setReading] = useState<Reading>({ status: "reading" });
  useEffect(() => {
    if (full === undefined) return undefined;
    const leaving = new AbortController();
    let opened: PdfDocument | undefined;
    async function read(url: string) {
      const response = await fetch(url, { signal: leaving.signal });
      if (!response.ok) throw new Error("It was not sent");
      opened = await openPdf(await response.arrayBuffer());
      if (leaving.signal.aborted) opened.close();
      else setReading({ status: "open", pdf: opened });
    }
    read(full).catch(() => {
      if (leaving.signal.aborted) return;
      const isLast = hasFailed.current || full.startsWith("blob:");
      hasFailed.current = true;
      if (isLast) setReading({ status: "failed" });
      else refresh();
    });
    return () => {
      leaving.abort();
      opened?.close();
    };
  }, [full, refresh, openPdf]);
  return urls.status === "gone" ? ({ status: "failed" } as const) : reading;
}

const ZOOMS = [1, 1.5, 2, 3] as const;
/** A canvas of more is refused by some phones. */
const PIXELS_MAX = 16_000_000;

interface PageProps {
  readonly pdf: PdfDocument;
  readonly number: number;
  readonly zoom: number;
}

/** One page, as wide as the screen at a zoom of 1, and its text for screen readers. */
function Page({ pdf, number, zoom }: PageProps) {
  const labels = useAllLabels();
  const format = useFormat();
  const place = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [text, setText] = useState("");
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => {
    let isOver = false;
    async function draw() {
      const page = await pdf.page(number);
      // A canvas that is still drawn on cannot be drawn on again.
      const next = document.createElement("canvas");
      const room = place.current?.getBoundingClientRect();
      if (isOver || room === undefined) return;
      const fit = Math.min((room.width - 16) / page.width, (room.height - 16) / page.height);
      const isNarrow = room.width < room.height;
      const scale = (isNarrow ? (room.width - 16) / page.width : Math.max(fit, 0.1)) * zoom;
      const density = Math.min(
        globalThis.devicePixelRatio,
        Math.sqrt(PIXELS_MAX / (page.width * page.height)) / scale,
      );
      await page.draw(next, scale * density);
      const shown = canvas.current;
      if (isOver || shown === null) return;
      shown.width = next.width;
      shown.height = next.height;
      shown.style.width = `${page.width * scale}px`;
      shown.getContext("2d")?.drawImage(next, 0, 0);
      place.current?.scrollTo({ top: 0 });
      setText(await page.text());
    }
    draw().catch(() => {
      if (!isOver) setFailed(true);
    });
    return () => {
      isOver = true;
    };
  }, [pdf, number, zoom]);
  return (
    <div
      ref={place}
      className="parley-viewer__page"
      data-large={zoom > 1}
      // It is scrolled by keys.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      data-first-focus
    >
      {hasFailed ? (
        <p className="parley-viewer__gone">{labels.pdfFailed}</p>
      ) : (
        <canvas
          ref={canvas}
          role="img"
          aria-label={labels.pdfPage(format.number(number), format.number(pdf.pageCount))}
        />
      )}
      <p className="parley-hidden">{text}</p>
    </div>
  );
}

const ZoomIcon = ({ isIn }: { readonly isIn: boolean }) => (
  <Icon>
    <circle cx="11" cy="11" r="6.25" />
    <path d={`m20 20-4.5-4.5M8.5 11h5${isIn ? "M11 8.5v5" : ""}`} />
  </Icon>
);

/** A PDF on the whole screen, page by page. */
export function PdfViewer(props: PdfViewerProps) {
  const { file, onClose } = props;
  const labels = useAllLabels();
  const reading = useReading(props);
  const [at, setAt] = useState(0);
  const [level, setLevel] = useState(0);
  const count = reading.status === "open" ? reading.pdf.pageCount : 1;
  const zoomBy = (by: number) =>
    setLevel((now) => Math.max(0, Math.min(ZOOMS.length - 1, now + by)));
  const onMove = (next: number) => setAt(Math.max(0, Math.min(count - 1, next)));
  const keys: Readonly<Record<string, () => void>> = {
    PageDown: () => onMove(at + 1),
    PageUp: () => onMove(at - 1),
    Home: () => onMove(0),
    End: () => onMove(count - 1),
    "+": () => zoomBy(1),
    "-": () => zoomBy(-1),
    "0": () => setLevel(0),
  };
  const parts = { at, count, previous: labels.previousPage, next: labels.nextPage, onMove };
  const tools = (
    <>
      <IconButton label={labels.zoomOut} onPress={() => zoomBy(-1)}>
        <ZoomIcon isIn={false} />
      </IconButton>
      <IconButton label={labels.zoomIn} onPress={() => zoomBy(1)}>
        <ZoomIcon isIn />
      </IconButton>
    </>
  );
  return (
    <Viewer
      file={file}
      parts={parts}
      tools={reading.status === "open" && tools}
      isLarge={level > 0}
      onKey={(key) => {
        keys[key]?.();
        return keys[key] !== undefined;
      }}
      onClose={onClose}
    >
      {reading.status === "open" ? (
        <Page pdf={reading.pdf} number={at + 1} zoom={ZOOMS[level] ?? 1} />
      ) : (
        <p className="parley-viewer__gone" role="status">
          {reading.status === "failed" ? labels.pdfFailed : labels.loading}
        </p>
      )}
    </Viewer>
  );
}
