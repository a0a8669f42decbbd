/** Words where there is room for them, a door where there is not. */
export function SignOutButton({ onPress }: { onPress(): void }) {
  return (
    <button type="button" className="button-quiet" title="Sign out" onClick={onPress}>
      <svg
        className="size-5 sm:hidden"
        viewBox="0 0 24 24"
        aria-hidden="true"
        fill="none"
        stroke="currentColor"
      >
        <path
          d="M14 4h4.5v16H14M15 12H4.5M8.500 8l-4 4 4 4"
          strokeWidth="1.8"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      <span className="max-sm:sr-only">Sign out</span>
    </button>
  );
}
