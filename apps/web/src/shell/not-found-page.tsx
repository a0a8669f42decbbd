/** Shown at an address that names nothing. */
export function NotFoundPage({ onLeave }: { onLeave(): void }) {
  return (
    <main className="mx-auto max-w-prose px-6 py-16">
      <h2 className="mb-1 text-2xl font-semibold">There is nothing at this address</h2>
      <p className="mb-6 text-muted">The link may be old, or cut short.</p>
      <button type="button" className="button" onClick={onLeave}>
        Go to conversations
      </button>
    </main>
  );
}
