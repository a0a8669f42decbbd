/** Says what was done, to the eye and once to the ear. It stands before there is anything to say. */
export function NewsLine({ text }: { readonly text: string | null }) {
  return (
    <div role="status" className="news">
      {text !== null && <p dir="auto">{text}</p>}
    </div>
  );
}
