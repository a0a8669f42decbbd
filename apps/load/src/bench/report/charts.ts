/** One bar of a chart. */
export interface Bar {
  readonly label: string;
  readonly value: number;
  readonly text: string;
  readonly isOurs: boolean;
}

/** One line of a chart: a value for each step along x. */
export interface Curve {
  readonly label: string;
  readonly values: readonly number[];
}

export const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

const WIDTH = 720;
const LABELS = 260;
const ROW = 30;

/** Bars from left to right, the longest across the whole width. */
export function barChart(title: string, bars: readonly Bar[]): string {
  const most = Math.max(...bars.map(({ value }) => value), 1e-9);
  const room = WIDTH - LABELS - 110;
  const rows = bars.map(({ label, value, text, isOurs }, at) => {
    const y = at * ROW;
    const width = Math.max(1, (value / most) * room);
    return `<text x="${LABELS - 10}" y="${y + 20}" text-anchor="end">${escape(label)}</text>
<rect x="${LABELS}" y="${y + 6}" width="${width.toFixed(1)}" height="18" rx="3" class="${isOurs ? "ours" : "other"}"/>
<text x="${(LABELS + width + 8).toFixed(1)}" y="${y + 20}">${escape(text)}</text>`;
  });
  return figure(title, { height: bars.length * ROW, content: rows.join("\n") });
}

const PLOT = { left: 60, right: 150, top: 12, bottom: 36, height: 280 } as const;
const COLOURS = 6;

/** Percentiles of delivery, on a logarithmic scale: what matters is at the right end. */
export function percentileChart(title: string, curves: readonly Curve[]): string {
  const all = curves.flatMap(({ values }) => values).filter((value) => value > 0);
  const low = Math.log10(Math.min(...all, 1));
  const high = Math.log10(Math.max(...all, 10));
  const right = WIDTH - PLOT.right;
  const bottom = PLOT.height - PLOT.bottom;
  const x = (percent: number) => PLOT.left + (percent / 100) * (right - PLOT.left);
  const y = (value: number) =>
    bottom - ((Math.log10(Math.max(value, 1e-3)) - low) / (high - low)) * (bottom - PLOT.top);
  const decades = Array.from(
    { length: Math.ceil(high) - Math.floor(low) + 1 },
    (_, at) => 10 ** (Math.floor(low) + at),
  );
  const grid = decades
    .filter((value) => y(value) >= PLOT.top && y(value) <= bottom + 1)
    .map(
      (
        value,
      ) => `<line x1="${PLOT.left}" x2="${right}" y1="${y(value)}" y2="${y(value)}" class="grid"/>
<text x="${PLOT.left - 8}" y="${y(value) + 4}" text-anchor="end">${value} ms</text>`,
    );
  const ticks = [0, 25, 50, 75, 90, 99].map(
    (percent) =>
      `<text x="${x(percent)}" y="${bottom + 20}" text-anchor="middle">${percent} %</text>`,
  );
  const lines = curves.map(({ label, values }, at) => {
    const points = values.map(
      (value, percent) => `${x(percent).toFixed(1)},${y(value).toFixed(1)}`,
    );
    const end = y(values.at(-1) ?? 1);
    return `<polyline points="${points.join(" ")}" class="curve c${at % COLOURS}"/>
<text x="${right + 8}" y="${(end + 4).toFixed(1)}" class="name c${at % COLOURS}">${escape(label)}</text>`;
  });
  const content = [...grid, ...ticks, ...lines].join("\n");
  return figure(title, { height: PLOT.height, content });
}

function figure(title: string, { height, content }: { height: number; content: string }): string {
  return `<figure><figcaption>${escape(title)}</figcaption>
<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escape(title)}">
${content}
</svg></figure>`;
}
