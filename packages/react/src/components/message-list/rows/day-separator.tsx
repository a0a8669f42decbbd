import { useFormat } from "../../../provider/wording-context.ts";

/** The day above the first line of it. */
export function DaySeparator({ at, today }: { at: Date; today: Date }) {
  const format = useFormat();
  return (
    <div className="parley-day">
      <time className="parley-day__label" dateTime={at.toISOString()}>
        {format.day(at, today)}
      </time>
    </div>
  );
}
