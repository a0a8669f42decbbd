/** What is wrong with a field, below it. */
export function FieldProblem({ id, text }: { readonly id: string; readonly text: string | null }) {
  return (
    <p id={id} role="alert" className="text-sm text-danger empty:hidden">
      {text}
    </p>
  );
}
