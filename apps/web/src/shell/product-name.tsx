/** The product's logo and name; with little room, only the logo. */
export function ProductName() {
  return (
    <span className="flex items-center gap-2 text-lg font-semibold">
      <img src="/favicon.svg" alt="" className="size-7" />
      <span className="max-sm:sr-only">Parley</span>
    </span>
  );
}
