import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Figures } from "@/api/types";
import { formatRate, formatSpan } from "@/lib/figures";
import { formatCost, formatTokens } from "@/lib/format";
import { endedOf, generationsOf, type Span } from "./links";

interface Tile {
  name: TileName;
  value: string;
  words: string;
  to: string;
}

type TileName =
  | "generations"
  | "completed"
  | "failed"
  | "cancelled"
  | "approval"
  | "merges"
  | "rework"
  | "leadTime"
  | "duration"
  | "cost"
  | "tokens";

const HEADLINES: TileName[] = ["generations", "failed", "approval", "leadTime", "duration", "cost"];

function useTiles(figures: Figures, span: Span): Tile[] {
  const { t } = useTranslation();
  const { leadTime, duration, tokens } = figures;
  const p90 = (milliseconds: number | null | undefined) =>
    t("statistics.p90", { value: formatSpan(milliseconds) });
  const share = (part: number, whole: number) => t("statistics.of", { part, whole });
  return [
    {
      name: "generations",
      value: String(figures.generations),
      words: t("statistics.active", { count: figures.active }),
      to: generationsOf(span),
    },
    {
      name: "completed",
      value: String(figures.completed),
      words: share(figures.completed, figures.generations),
      to: generationsOf(span, { status: "COMPLETED" }),
    },
    {
      name: "failed",
      value: String(figures.failed),
      words: share(figures.failed, figures.generations),
      to: generationsOf(span, { status: "FAILED" }),
    },
    {
      name: "cancelled",
      value: String(figures.cancelled),
      words: share(figures.cancelled, figures.generations),
      to: generationsOf(span, { status: "CANCELLED" }),
    },
    {
      name: "approval",
      value: formatRate(figures.firstTimeApprovalRate),
      words: share(figures.approvedFirst, figures.judged),
      to: generationsOf(span, { verdict: "APPROVED", followUp: "false" }),
    },
    {
      name: "merges",
      value: formatRate(figures.mergeRate),
      words: share(figures.merged, figures.ended),
      to: endedOf(span),
    },
    {
      name: "rework",
      value: String(figures.followUps),
      words: t("statistics.perMerge", {
        value: figures.roundsPerMerge == null ? "–" : figures.roundsPerMerge.toFixed(1),
      }),
      to: generationsOf(span, { followUp: "true" }),
    },
    {
      name: "leadTime",
      value: formatSpan(leadTime.medianMs),
      words: p90(leadTime.p90Ms),
      to: endedOf(span, { status: "MERGED" }),
    },
    {
      name: "duration",
      value: formatSpan(duration.medianMs),
      words: p90(duration.p90Ms),
      to: generationsOf(span, { status: "COMPLETED" }),
    },
    {
      name: "cost",
      value: formatCost(figures.costUsd),
      words: t("statistics.costWords"),
      to: generationsOf(span),
    },
    {
      name: "tokens",
      value: formatTokens(tokens.input + tokens.output + tokens.cacheRead + tokens.cacheCreation),
      words: t("statistics.tokenWords", {
        input: formatTokens(tokens.input + tokens.cacheRead + tokens.cacheCreation),
        output: formatTokens(tokens.output),
      }),
      to: generationsOf(span),
    },
  ];
}

interface FigureTilesProps {
  figures: Figures;
  span: Span;
  /** Only the few that say most. */
  headlines?: boolean;
}

/** Figures, each a link to the list that it counts. */
export function FigureTiles({ figures, span, headlines = false }: FigureTilesProps) {
  const { t } = useTranslation();
  const tiles = useTiles(figures, span);
  const shown = headlines ? tiles.filter(({ name }) => HEADLINES.includes(name)) : tiles;
  return (
    <ul className="cm-figures" aria-label={t("statistics.figures")}>
      {shown.map(({ name, value, words, to }) => (
        <li key={name}>
          <Link to={to} className="cm-figure" data-row>
            <span className="cm-figure-name">{t(`statistics.names.${name}`)}</span>{" "}
            <strong className="cm-digits">{value}</strong> <span className="cm-muted">{words}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
