import { useText } from "../i18n/shell-text.ts";

const ROWS = [58, 44, 67, 51, 62, 40, 54];
const BUBBLES = [
  { width: 46, isOwn: false },
  { width: 58, isOwn: false },
  { width: 40, isOwn: true },
  { width: 30, isOwn: false },
  { width: 52, isOwn: true },
];

/** The outlines of the app, in its places. Needs no texts. */
export function ShellShapes() {
  return (
    <div aria-hidden="true" className="shell-skeleton">
      <div className="app-header">
        <div className="skeleton size-7" />
        <div className="skeleton ms-auto size-9 rounded-full" />
      </div>
      <div className="shell-skeleton-panes">
        <div className="shell-skeleton-side">
          <div className="skeleton h-9" />
          {ROWS.map((width) => (
            <div key={width} className="flex items-center gap-3 py-1">
              <div className="skeleton size-10.5 shrink-0 rounded-full" />
              <div className="grid grow gap-2">
                <div className="skeleton h-3" style={{ inlineSize: `${width}%` }} />
                <div className="skeleton h-3" style={{ inlineSize: `${width + 28}%` }} />
              </div>
            </div>
          ))}
        </div>
        <div className="shell-skeleton-main">
          {BUBBLES.map(({ width, isOwn }) => (
            <div
              key={width}
              className={isOwn ? "skeleton h-9 self-end" : "skeleton h-9"}
              style={{ inlineSize: `${width}%` }}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

/** Shown while the messaging part loads. */
export function ShellSkeleton() {
  const { t } = useText();
  return (
    <>
      <p role="status" className="sr-only">
        {t("app.loading")}
      </p>
      <ShellShapes />
    </>
  );
}
