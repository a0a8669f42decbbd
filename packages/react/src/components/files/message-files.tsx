import { useState } from "react";
import type { RowFile } from "../../rows/row.ts";
import { useAllLabels } from "../../provider/all-labels.ts";
import { useOptions } from "../../provider/options-context.ts";
import { useFormat } from "../../provider/wording-context.ts";
import { Icon } from "../icons.tsx";
import { useTabIndex } from "../message-list/actions/message-tab-index.ts";
import { onDemand } from "../on-demand.tsx";
import { fileSize } from "./file-size.ts";
import { AbsentFile, isAbsent } from "./absent-file.tsx";
import { VoicePlayer } from "./voice-player.tsx";
import { useFileUrls } from "../../provider/use-file-urls.ts";

const ImageViewer = onDemand(async () => (await import("./image-viewer.tsx")).ImageViewer);

const PdfViewer = onDemand(async () => (await import("./pdf-viewer.tsx")).PdfViewer);

export const FileIcon = () => (
  <Icon>
    <path d="M13.5 3.5h-6a1.5 1.5 0 0 0-1.5 1.5v14a1.5 1.5 0 0 0 1.5 1.5h9a1.5 1.5 0 0 0 1.5-1.5V8Z" />
    <path d="M13.5 3.5V8H18" />
  </Icon>
);

interface FilesProps {
  readonly files: readonly RowFile[];
}

interface ImageProps {
  readonly file: RowFile;
  readonly isAlone: boolean;
  readonly onOpen: () => void;
}

/** An image keeps its place from the beginning, so that nothing moves when it has loaded. */
function Image({ file, isAlone, onOpen }: ImageProps) {
  const tabIndex = useTabIndex();
  const [isBroken, setBroken] = useState(false);
  const urls = useFileUrls(file.id);
  const { width = 4, height = 3, color, name, alt } = file;
  const size = isAlone
    ? { aspectRatio: `${width} / ${height}`, inlineSize: `min(20rem, ${width}px)` }
    : {};
  if (isAbsent(urls))
    return (
      <div className="parley-image" data-absent style={size}>
        <AbsentFile name={name} status={urls.status} />
      </div>
    );
  const sources = [urls.thumb && `${urls.thumb} 320w`, urls.screen && `${urls.screen} 1280w`];
  return (
    <button
      type="button"
      className="parley-image"
      style={{ backgroundColor: color, ...size }}
      aria-label={alt ?? name}
      tabIndex={tabIndex}
      onClick={onOpen}
    >
      {urls.full !== undefined && (
        <img
          src={urls.thumb ?? urls.full}
          srcSet={urls.screen && sources.join(", ")}
          sizes="20rem"
          alt=""
          width={width}
          height={height}
          decoding="async"
          draggable={false}
          onError={() => {
            // Its address has expired; a second failure is one of the image.
            if (!isBroken) urls.refresh();
            setBroken(true);
          }}
        />
      )}
    </button>
  );
}

function Sound({ file }: { readonly file: RowFile }) {
  const { id, name, voice } = file;
  const urls = useFileUrls(id);
  if (isAbsent(urls)) return <AbsentFile name={name} status={urls.status} />;
  return <VoicePlayer id={id} name={name} voice={voice} url={urls.full} onFailed={urls.refresh} />;
}

function Download({ file, onOpen }: { readonly file: RowFile; readonly onOpen: () => void }) {
  const labels = useAllLabels();
  const format = useFormat();
  const tabIndex = useTabIndex();
  const { openPdf } = useOptions();
  const urls = useFileUrls(file.id);
  if (isAbsent(urls)) return <AbsentFile name={file.name} status={urls.status} />;
  const ending = /\.([^.]{1,5})$/.exec(file.name)?.[1]?.toUpperCase();
  const isPdf = file.kind === "pdf" || file.type === "application/pdf";
  return (
    <span className="parley-files__row">
      <a
        className="parley-file"
        href={urls.full}
        download={file.name}
        rel="noreferrer"
        tabIndex={tabIndex}
        aria-disabled={urls.full === undefined}
      >
        <FileIcon />
        <span className="parley-file__text">
          <bdi className="parley-file__name">{file.name}</bdi>
          <span className="parley-file__size">
            {ending !== undefined && (
              <>
                <bdi>{ending}</bdi>
                {" · "}
              </>
            )}
            <bdi>{fileSize(file.size, format.locale)}</bdi>
          </span>
        </span>
      </a>
      {isPdf && openPdf !== undefined && (
        <button
          type="button"
          className="parley-composer__tool"
          aria-label={labels.viewFile(file.name)}
          title={labels.viewFile(file.name)}
          aria-haspopup="dialog"
          tabIndex={tabIndex}
          onClick={onOpen}
        >
          <Icon>
            <path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z" />
            <circle cx="12" cy="12" r="2.75" />
          </Icon>
        </button>
      )}
    </span>
  );
}

/** The files of a message: images side by side, the others below each other. */
export function MessageFiles({ files }: FilesProps) {
  const [shown, setShown] = useState<number | null>(null);
  const [pdf, setPdf] = useState<RowFile | null>(null);
  const { openPdf } = useOptions();
  const images = files.filter(({ kind }) => kind === "image");
  const others = files.filter(({ kind }) => kind !== "image");
  return (
    <div className="parley-files">
      {images.length > 0 && (
        <div className="parley-images" data-count={Math.min(images.length, 5)}>
          {images.map((file, at) => (
            <Image
              key={file.id}
              file={file}
              isAlone={images.length === 1}
              onOpen={() => setShown(at)}
            />
          ))}
        </div>
      )}
      {others.map((file) =>
        file.kind === "voice" ? (
          <Sound key={file.id} file={file} />
        ) : (
          <Download key={file.id} file={file} onOpen={() => setPdf(file)} />
        ),
      )}
      {shown !== null && (
        <ImageViewer images={images} at={shown} onMove={setShown} onClose={() => setShown(null)} />
      )}
      {pdf !== null && openPdf !== undefined && (
        <PdfViewer file={pdf} openPdf={openPdf} onClose={() => setPdf(null)} />
      )}
    </div>
  );
}
