import {
  type Block,
  hasFormatting,
  type List,
  type MessageTree,
  parseMessage,
  parseParts,
} from "@parley/contract/formatting";
import { findLinks } from "@parley/contract/links";
import type { Inline, SourcePart } from "@parley/contract/inline-marks";
import { type ReactNode, useDeferredValue, useMemo } from "react";
import { isEmojiOnly } from "../text/emoji-only.ts";
import { withLineBreaks } from "../text/lines.ts";
import { cutTree } from "../text/cut-tree.ts";
import { findMentions, type Named } from "../text/mentions.ts";
import { useOptions } from "../provider/options-context.ts";
import { useTabIndex } from "./message-list/actions/message-tab-index.ts";

/** Links to the page's own origin open in place, all others in a new tab. */
const targetOf = (href: string) =>
  typeof location !== "undefined" && new URL(href).origin === location.origin
    ? undefined
    : "_blank";

/** A link in a message, which opens nothing of the page to its target. */
function MessageLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a
      className="parley-link"
      href={href}
      target={targetOf(href)}
      rel="noopener noreferrer nofollow ugc"
      tabIndex={useTabIndex()}
    >
      {children}
    </a>
  );
}

interface PartProps {
  readonly part: SourcePart;
  /** The signed-in user, whose own mention is highlighted. */
  readonly userId: string;
}

/** Plain text, a link or a mention. */
function Part({ part, userId }: PartProps) {
  switch (part.kind) {
    case "text":
      return part.text;
    case "mention":
      return (
        <bdi className="parley-mention" data-me={part.id === userId}>
          {part.text}
        </bdi>
      );
    case "link":
      return <MessageLink href={part.href}>{part.text}</MessageLink>;
  }
}

/** Links first: mentions are not searched inside addresses. */
function partsOf(text: string, mentioned: readonly Named[]): readonly SourcePart[] {
  const links = findLinks(text);
  if (mentioned.length === 0) return links;
  const parts = (loose?: ReadonlySet<string>) =>
    links.flatMap((part): readonly SourcePart[] =>
      part.kind === "text" ? findMentions(part.text, mentioned, { loose }) : [part],
    );
  const found = parts();
  const named = new Set(found.map((part) => (part.kind === "mention" ? part.id : null)));
  // A name that nowhere ends at a word boundary is found inside longer words.
  const loose = mentioned.filter(({ id }) => !named.has(id)).map(({ id }) => id);
  return loose.length === 0 ? found : parts(new Set(loose));
}

interface PiecesProps {
  readonly pieces: readonly Inline[];
  /** The signed-in user, whose own mention is highlighted. */
  readonly userId: string;
}

/** Where a labelled link leads, so that its label cannot pretend to be another place. */
const placeOf = (href: string) => {
  const { hostname, pathname } = new URL(href);
  return hostname === "" ? pathname : hostname;
};

function Piece({ piece, userId }: { piece: Inline; userId: string }) {
  switch (piece.kind) {
    case "mark":
      return null;
    case "text":
    case "link":
    case "mention":
      return <Part part={piece} userId={userId} />;
    case "labelled-link":
      return (
        <MessageLink href={piece.href}>
          <Pieces pieces={piece.children} userId={userId} />
          <bdi className="parley-link__place"> ({placeOf(piece.href)})</bdi>
        </MessageLink>
      );
    case "code":
      return (
        <code className="parley-code">
          <Pieces pieces={piece.children} userId={userId} />
        </code>
      );
    case "bold":
      return (
        <strong>
          <Pieces pieces={piece.children} userId={userId} />
        </strong>
      );
    case "italic":
      return (
        <em>
          <Pieces pieces={piece.children} userId={userId} />
        </em>
      );
    case "strike":
      return (
        <s>
          <Pieces pieces={piece.children} userId={userId} />
        </s>
      );
  }
}

const Pieces = ({ pieces, userId }: PiecesProps) =>
  pieces.map((piece, index) => (
    // The pieces of a text never change their order.
    // oxlint-disable-next-line react/no-array-index-key
    <Piece key={index} piece={piece} userId={userId} />
  ));

function ListOf({ list, userId }: { list: List; userId: string }) {
  const Tag = list.isNumbered ? "ol" : "ul";
  return (
    <Tag className="parley-items" dir="auto">
      {list.items.map(({ number, children, lists }, index) => (
        // oxlint-disable-next-line react/no-array-index-key
        <li key={index} value={number ?? undefined}>
          <Pieces pieces={children} userId={userId} />
          {lists.map((inner, at) => (
            // oxlint-disable-next-line react/no-array-index-key
            <ListOf key={at} list={inner} userId={userId} />
          ))}
        </li>
      ))}
    </Tag>
  );
}

const isShown = (block: Block) =>
  !("children" in block) || block.children.some(({ kind }) => kind !== "mark");

function BlockOf({ block, userId }: { block: Block; userId: string }) {
  switch (block.kind) {
    case "paragraph":
      return (
        <div className="parley-paragraph">
          <Pieces pieces={block.children} userId={userId} />
        </div>
      );
    case "code-block":
      return (
        <pre className="parley-code parley-code--block">
          <code>
            <Pieces pieces={block.children} userId={userId} />
          </code>
        </pre>
      );
    case "quote":
      return (
        <blockquote className="parley-said" dir="auto">
          <Blocks tree={block.blocks} userId={userId} />
        </blockquote>
      );
    case "list":
      return <ListOf list={block} userId={userId} />;
  }
}

interface TreeProps {
  readonly tree: MessageTree;
  readonly userId: string;
}

const Blocks = ({ tree, userId }: TreeProps) =>
  tree.filter(isShown).map((block, index) => (
    // oxlint-disable-next-line react/no-array-index-key
    <BlockOf key={index} block={block} userId={userId} />
  ));

export interface FormattedTextProps {
  readonly body: string;
  /** Mentioned users. */
  readonly mentioned: readonly Named[];
  /** How much of the body is shown; all of it if null. */
  readonly length: number | null;
  /** The signed-in user, whose own mention is highlighted. */
  readonly userId: string;
  /** What stands at the end of the last line, for which the line keeps room. */
  readonly meta?: string | undefined;
  /** Follows the text. */
  readonly children?: ReactNode;
}

/** A text with its links and mentions, and its formatting unless the user wants to see it as it was typed. */
export function FormattedText(props: FormattedTextProps) {
  const { body, mentioned, length, userId, meta, children } = props;
  const { formatting } = useOptions();
  const whole = useMemo((): MessageTree => {
    const parts = partsOf(body, mentioned);
    return formatting === "shown" ? parseParts(parts) : [{ kind: "paragraph", children: parts }];
  }, [body, mentioned, formatting]);
  const tree = length === null ? whole : cutTree(whole, length);
  const [first] = tree;
  if (tree.length === 1 && first?.kind === "paragraph")
    return (
      <span className="parley-bubble__text" data-emoji={isEmojiOnly(body)} data-meta={meta}>
        <Pieces pieces={first.children} userId={userId} />
        {children}
      </span>
    );
  return (
    <div className="parley-bubble__text" data-blocks data-meta={meta}>
      <Blocks tree={tree} userId={userId} />
      {children}
    </div>
  );
}

/** How the text of a field will look; nothing if it looks as it is typed. It is for the eyes: the field has the same text. */
export function FormatPreview({ text }: { readonly text: string }) {
  const { formatting } = useOptions();
  const settled = useDeferredValue(text);
  const tree = useMemo(() => parseMessage(withLineBreaks(settled)), [settled]);
  if (formatting !== "shown" || !hasFormatting(tree)) return null;
  return (
    <div className="parley-composer__preview" aria-hidden="true" inert>
      <div className="parley-bubble__text" dir="auto" data-blocks>
        <Blocks tree={tree} userId="" />
      </div>
    </div>
  );
}
