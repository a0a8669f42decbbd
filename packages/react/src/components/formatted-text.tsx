import { type Block, type List, type MessageTree, parseParts } from "@parley/contract/formatting";
import type { Inline, SourcePart } from "@parley/contract/inline-marks";
import { type ReactNode, useMemo } from "react";
import { cutTree } from "../text/cut-tree.ts";
import { MessageLink, Part } from "./source-part.tsx";

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
        <div className="parley-paragraph" dir="auto">
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
  /** The text, in which links and mentions were found. */
  readonly parts: readonly SourcePart[];
  /** How much of the source is shown; all of it if null. */
  readonly length: number | null;
  /** The signed-in user, whose own mention is highlighted. */
  readonly userId: string;
  /** What stands at the end of the last line, for which the line keeps room. */
  readonly meta?: string | undefined;
  /** Follows the text. */
  readonly children?: ReactNode;
}

/** A text with its formatting, links and mentions. */
export function FormattedText({ parts, length, userId, meta, children }: FormattedTextProps) {
  const whole = useMemo(() => parseParts(parts), [parts]);
  const tree = length === null ? whole : cutTree(whole, length);
  const [first] = tree;
  if (tree.length === 1 && first?.kind === "paragraph")
    return (
      <span className="parley-bubble__text" data-meta={meta}>
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
