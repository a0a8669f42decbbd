/** What a name in braces cannot be; then it is a branch of a plural. */
type Name<Text extends string> = Text extends `${string}${" " | "#" | "{"}${string}` | ""
  ? never
  : Text;

/** The name right after an opening brace: up to a comma, or to the closing brace. */
type NameAt<Rest extends string> = Rest extends `${infer Inner}}${string}`
  ? Name<Inner extends `${infer First},${string}` ? First : Inner>
  : never;

/** The names of the values in an ICU message. */
export type ValueNames<Message extends string> = Message extends `${string}{${infer Rest}`
  ? NameAt<Rest> | ValueNames<Rest>
  : never;

/** The arguments of a message: none, or exactly its values. */
export type ValuesFor<Message extends string> = [ValueNames<Message>] extends [never]
  ? []
  : [values: { readonly [Value in ValueNames<Message>]: string | number }];
