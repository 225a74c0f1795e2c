import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { compareTexts, type DiffBlock, type Piece } from "@/lib/text-diff";

interface TextDiffProps {
  before: string;
  after: string;
  label: string;
}

/** Two versions of a text in one, readable: what is gone is struck, what is new is marked. */
export function TextDiff({ before, after, label }: TextDiffProps) {
  const blocks = useMemo(() => compareTexts(before, after), [before, after]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reachable by keyboard
    <section className="cm-text-diff" aria-label={label} tabIndex={0}>
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a block has no identity but its place
        <Block key={index} block={block} />
      ))}
    </section>
  );
}

function Block({ block }: { block: DiffBlock }) {
  const { t } = useTranslation();
  if (block.kind === "gap") {
    return <div className="cm-text-gap">{t("compare.same", { count: block.lines })}</div>;
  }
  return block.pieces.map((piece, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: as above
    <PieceView key={index} piece={piece} />
  ));
}

function PieceView({ piece: { kind, text } }: { piece: Piece }) {
  if (kind === "added") return <ins>{text}</ins>;
  if (kind === "removed") return <del>{text}</del>;
  return <span>{text}</span>;
}
