/** Stands while the messaging part loads. */
export function LoadingPage() {
  return (
    <p role="status" className="grid min-h-dvh place-items-center text-muted">
      Loading your messages…
    </p>
  );
}
