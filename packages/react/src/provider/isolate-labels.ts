import { directionOf, isolate } from "../text/isolate.ts";

type Label = string | ((...values: unknown[]) => string) | { readonly [key: string]: Label };

/**
 * The same labels, in which no name or other value changes the order of the sentence around it. Every text of Parley
 * passes through here, including those of a host.
 */
export function isolateLabels<Labels extends { readonly messages: string }>(
  labels: Labels,
): Labels {
  const direction = directionOf(labels.messages);
  const guarded = (label: Label): Label => {
    if (typeof label === "string") return label;
    if (typeof label === "object")
      return Object.fromEntries(Object.entries(label).map(([key, each]) => [key, guarded(each)]));
    return (...values) =>
      label(
        ...values.map((value) => (typeof value === "string" ? isolate(value, direction) : value)),
      );
  };
  // A set of labels is a record of labels, and each of them keeps its type.
  return guarded(labels) as unknown as Labels;
}
