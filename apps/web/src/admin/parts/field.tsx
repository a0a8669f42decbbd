import type { ReactNode } from "react";

interface FieldProps {
  /** The id of the input; its problem has the id `problemId` of it. */
  readonly id: string;
  readonly label: ReactNode;
  readonly problem?: string | null;
  readonly children: ReactNode;
}

/** The id of an input's problem. */
export const problemId = (id: string) => `${id}-problem`;

/** A field with its label above and its problem below. */
export function Field({ id, label, problem = null, children }: FieldProps) {
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {children}
      <FieldProblem id={problemId(id)} text={problem} />
    </div>
  );
}

/** The problem of a field, below it. */
function FieldProblem({ id, text }: { readonly id: string; readonly text: string | null }) {
  return (
    <p id={id} role="alert" className="text-sm text-danger empty:hidden">
      {text}
    </p>
  );
}
