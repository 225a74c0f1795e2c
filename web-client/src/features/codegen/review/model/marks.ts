import type { AiReview, DiffFile, Finding, HumanReview, ReviewComment, Side } from "@/api/types";
import type { DraftEntry } from "./draft";

interface Where {
  id: string;
  path: string;
  side: Side;
  /** The line below which it stands; null where it belongs to no line of this version. */
  line: number | null;
}

export interface FindingMark extends Where {
  kind: "finding";
  reviewId: string;
  finding: Finding;
}

export interface CommentMark extends Where {
  kind: "comment";
  comment: ReviewComment;
  review: HumanReview;
}

export interface DraftMark extends Where {
  kind: "draft";
  entry: DraftEntry;
}

/** Something that is said of lines of a change. */
export type Mark = FindingMark | CommentMark | DraftMark;

/** The review whose findings are shown: the last one that came to a result. */
export function lastCompleted(reviews: readonly AiReview[]): AiReview | null {
  return reviews.findLast(({ status }) => status === "COMPLETED") ?? null;
}

function markOfComment(comment: ReviewComment, review: HumanReview): CommentMark {
  const { position, side } = comment;
  const path = position.path ?? comment.path;
  const span = comment.endLine - comment.line;
  const line = position.state === "OUTDATED" || position.line == null ? null : position.line + span;
  return { kind: "comment", id: `comment:${comment.id}`, path, side, line, comment, review };
}

export function collectMarks(
  ai: AiReview | null,
  human: readonly HumanReview[],
  entries: readonly DraftEntry[],
): Mark[] {
  return [
    ...(ai?.issues ?? []).map(
      (finding): FindingMark => ({
        kind: "finding",
        id: `finding:${finding.id}`,
        path: finding.file,
        side: "NEW",
        line: finding.anchored ? (finding.line ?? null) : null,
        reviewId: ai?.id ?? "",
        finding,
      }),
    ),
    ...human.flatMap((review) =>
      review.lineComments.map((comment) => markOfComment(comment, review)),
    ),
    ...entries.map(
      (entry): DraftMark => ({
        kind: "draft",
        id: `draft:${entry.id}`,
        path: entry.path,
        side: entry.side,
        line: entry.endLine,
        entry,
      }),
    ),
  ];
}

/** The lines of a file that a patch shows. */
interface ShownLines {
  hunks: readonly {
    additionStart: number;
    additionCount: number;
    deletionStart: number;
    deletionCount: number;
  }[];
}

function showsLine(file: ShownLines, side: Side, line: number): boolean {
  return file.hunks.some((hunk) => {
    const start = side === "NEW" ? hunk.additionStart : hunk.deletionStart;
    const count = side === "NEW" ? hunk.additionCount : hunk.deletionCount;
    return line >= start && line < start + count;
  });
}

export interface Spot {
  id: string;
  side: Side;
  line: number;
  marks: Mark[];
}

export interface Placement {
  /** By path, then line by line. */
  spots: ReadonlyMap<string, readonly Spot[]>;
  /** What stands at no line that is shown. */
  loose: readonly Mark[];
}

interface Stage {
  files: readonly DiffFile[];
  parsed: ReadonlyMap<string, ShownLines>;
  /** The old side of a round is not the old side of the change, which comments are about. */
  oldSide: boolean;
}

function placeOf(mark: Mark, stage: Stage, known: ReadonlyMap<string, DiffFile>): number | null {
  const file = known.get(mark.path);
  if (!file || file.binary || mark.line === null) return null;
  if (mark.side === "OLD" && !stage.oldSide) return null;
  const patch = stage.parsed.get(mark.path);
  // A large file has no lines until somebody asks for them; its remarks must not wait for that.
  if (!patch) return file.truncated ? null : mark.line;
  return showsLine(patch, mark.side, mark.line) ? mark.line : null;
}

/** Where each mark stands in what is shown right now. */
export function placeMarks(marks: readonly Mark[], stage: Stage): Placement {
  const known = new Map(stage.files.map((file) => [file.path, file]));
  const spots = new Map<string, Map<string, Spot>>();
  const loose: Mark[] = [];
  for (const mark of marks) {
    const line = placeOf(mark, stage, known);
    if (line === null) {
      loose.push(mark);
      continue;
    }
    const id = `${mark.path}|${mark.side}|${line}`;
    const ofFile = spots.get(mark.path) ?? new Map<string, Spot>();
    const spot = ofFile.get(id) ?? { id, side: mark.side, line, marks: [] };
    spot.marks.push(mark);
    spots.set(mark.path, ofFile.set(id, spot));
  }
  const sorted = [...spots].map(([path, ofFile]): [string, Spot[]] => [
    path,
    [...ofFile.values()].sort((a, b) => a.line - b.line || (a.side === "OLD" ? -1 : 1)),
  ]);
  return { spots: new Map(sorted), loose };
}

/** Whether somebody still has to say something about it. */
export function isOpen(mark: Mark, accepted: ReadonlySet<string>): boolean {
  if (mark.kind === "draft") return false;
  if (mark.kind === "comment") return !mark.comment.addressed;
  const { finding } = mark;
  return !finding.dismissal && !finding.commentId && !accepted.has(finding.id);
}

/** From the first to the last as the page shows them: above the diff, then file by file. */
export function inOrder(placement: Placement, files: readonly DiffFile[]): Mark[] {
  return [
    ...placement.loose,
    ...files.flatMap(({ path }) => (placement.spots.get(path) ?? []).flatMap(({ marks }) => marks)),
  ];
}

/** The next one of a list, or the previous; from nowhere the first or the last. */
export function stepFrom<T>(list: readonly T[], current: T | null, step: 1 | -1): T | null {
  const here = current === null ? -1 : list.indexOf(current);
  if (here < 0) return (step > 0 ? list[0] : list.at(-1)) ?? null;
  return list[here + step] ?? list[here] ?? null;
}

interface PickedLines {
  start: number;
  end: number;
  side?: "additions" | "deletions";
  endSide?: "additions" | "deletions";
}

/** The lines of one side that were picked with the mouse; across the sides only the last counts. */
export function toLines(picked: PickedLines): { side: Side; line: number; endLine: number } {
  const startSide = picked.side ?? "additions";
  const endSide = picked.endSide ?? startSide;
  const side: Side = endSide === "deletions" ? "OLD" : "NEW";
  if (startSide !== endSide) return { side, line: picked.end, endLine: picked.end };
  const { start, end } = picked;
  return { side, line: Math.min(start, end), endLine: Math.max(start, end) };
}
