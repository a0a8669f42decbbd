import type { CSSProperties } from "react";
import { useLabels } from "../../provider/wording-context.ts";

/** Announces that something is loading; screen readers skip the shapes. */
function Loading() {
  return <span className="parley-hidden">{useLabels().loading}</span>;
}

const ROW_WIDTHS = [62, 48, 71, 55, 66, 44, 58];

/** Placeholder rows of a list that is loading. */
export function RowSkeletons({ count = ROW_WIDTHS.length }: { count?: number | undefined }) {
  return (
    <div className="parley-skeletons" aria-busy="true">
      <Loading />
      {ROW_WIDTHS.slice(0, count).map((width) => (
        <div key={width} className="parley-skeleton-row" aria-hidden="true">
          <span className="parley-skeleton parley-skeleton-row__face" />
          <span className="parley-skeleton parley-skeleton-row__name" style={ofWidth(width - 20)} />
          <span className="parley-skeleton parley-skeleton-row__text" style={ofWidth(width + 15)} />
        </div>
      ))}
    </div>
  );
}

const BUBBLES = [
  { own: false, width: 46, lines: 1 },
  { own: false, width: 64, lines: 2 },
  { own: true, width: 52, lines: 1 },
  { own: false, width: 38, lines: 1 },
  { own: true, width: 61, lines: 3 },
  { own: true, width: 34, lines: 1 },
  { own: false, width: 57, lines: 2 },
];

/** Placeholder messages while messages load. */
export function MessageSkeletons() {
  return (
    <div className="parley-skeletons parley-skeletons--log" aria-busy="true">
      <Loading />
      {BUBBLES.map(({ own, width, lines }) => (
        <span
          key={width}
          className="parley-skeleton parley-skeleton-bubble"
          data-own={own}
          data-lines={lines}
          style={ofWidth(width)}
          aria-hidden="true"
        />
      ))}
    </div>
  );
}

const ofWidth = (percent: number): CSSProperties => ({ inlineSize: `${percent}%` });
