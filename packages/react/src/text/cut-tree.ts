import type { Block, List, MessageTree } from "@parley/contract/formatting";
import type { Inline } from "@parley/contract/inline-marks";

/** The part of a tree whose source is at most `length` long. A link that is cut there keeps its whole address. */
export function cutTree(tree: MessageTree, length: number): MessageTree {
  let left = length;
  const pieces = (all: readonly Inline[]): readonly Inline[] =>
    all.flatMap((piece): readonly Inline[] => {
      if (left <= 0) return [];
      if ("children" in piece) return [{ ...piece, children: pieces(piece.children) }];
      const text = piece.text.slice(0, left);
      left -= piece.text.length;
      return [{ ...piece, text }];
    });
  const list = (of: List): List => ({
    ...of,
    items: of.items.flatMap((item) =>
      left <= 0
        ? []
        : [{ ...item, children: pieces(item.children), lists: item.lists.flatMap(lists) }],
    ),
  });
  const lists = (of: List) => (left <= 0 ? [] : [list(of)]);
  const blocks = (all: readonly Block[]): readonly Block[] =>
    all.flatMap((block): readonly Block[] => {
      if (left <= 0) return [];
      switch (block.kind) {
        case "paragraph":
        case "code-block":
          return [{ ...block, children: pieces(block.children) }];
        case "quote":
          return [{ ...block, blocks: blocks(block.blocks) }];
        case "list":
          return [list(block)];
      }
    });
  return blocks(tree);
}
