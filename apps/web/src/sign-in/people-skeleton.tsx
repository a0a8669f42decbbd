import { useSignInText } from "./sign-in-text.ts";

const ROWS = ["a", "b", "c", "d", "e", "f"];

/** Shapes of people while their names are on the way. */
export function PeopleSkeleton() {
  const { t } = useSignInText();
  return (
    <div role="status">
      <span className="sr-only">{t("loading")}</span>
      <div aria-hidden="true" className="grid gap-2 pt-8 sm:grid-cols-2 lg:grid-cols-3">
        {ROWS.map((row) => (
          <div key={row} className="h-15 rounded-xl border border-line bg-side opacity-60" />
        ))}
      </div>
    </div>
  );
}
