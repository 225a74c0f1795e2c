import { createContext, type Dispatch, useContext } from "react";
import type { DraftAction, DraftState } from "./model/draft";
import type { CommentMark, FindingMark, Mark } from "./model/marks";

/** What the parts of a review share, also those that stand between the lines of the diff. */
export interface ReviewScope {
  taskId: string;
  /** Whether the reader may comment and decide. */
  mayDecide: boolean;
  draft: DraftState;
  dispatch: Dispatch<DraftAction>;
  /** The mark that the keyboard is at. */
  current: string | null;
  /** The finding whose reason is being asked for. */
  dismissing: string | null;
  askReason: (mark: FindingMark | null) => void;
  accept: (mark: FindingMark) => void;
  dismiss: (mark: FindingMark, reason: string | null) => void;
  markAddressed: (mark: CommentMark, addressed: boolean) => void;
  goTo: (mark: Mark) => void;
}

const Context = createContext<ReviewScope | null>(null);

export const ReviewProvider = Context.Provider;

export function useReviewScope(): ReviewScope {
  const scope = useContext(Context);
  if (!scope) throw new Error("A part of a review stands outside of one");
  return scope;
}
