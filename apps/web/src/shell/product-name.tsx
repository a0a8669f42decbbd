/** The product's mark and name; where there is little room, a short one shows the mark alone. */
export function ProductName({ isShort = false }: { readonly isShort?: boolean }) {
  return (
    <span className="flex items-center gap-2 text-lg font-semibold">
      <img src="/favicon.svg" alt="" className="size-7" />
      <span className={isShort ? "max-sm:sr-only" : undefined}>Parley</span>
    </span>
  );
}
