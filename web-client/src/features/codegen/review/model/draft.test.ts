import { expect, it } from "vitest";
import {
  acceptedFindings,
  type DraftAction,
  type DraftState,
  EMPTY_DRAFT,
  fromDraft,
  lacksWords,
  pendingCount,
  reduceDraft,
  toSaved,
  toSubmitted,
} from "./draft";

const at = { path: "a.ts", side: "NEW", line: 3, endLine: 5 } as const;
const after = (actions: DraftAction[], start: DraftState = EMPTY_DRAFT) =>
  actions.reduce(reduceDraft, start);
const written: DraftAction[] = [
  { type: "add", at },
  { type: "write", id: "d0", body: "Why? " },
];

it("keeps what is typed at once, and nothing that is empty", () => {
  expect(toSaved(after([{ type: "add", at }]))).toBeNull();
  expect(toSaved(after(written))).toEqual({
    lineComments: [{ ...at, body: "Why?" }],
  });
});

it("drops a comment that was never written, and restores one whose edit is cancelled", () => {
  expect(after([...written, { type: "cancel", id: "d0" }]).entries).toEqual([]);
  const edited = after([
    ...written,
    { type: "keep", id: "d0" },
    { type: "open", id: "d0" },
    { type: "write", id: "d0", body: "Other" },
    { type: "cancel", id: "d0" },
  ]);
  expect(edited.entries[0]?.body).toBe("Why? ");
  expect(edited.editing).toBeNull();
});

it("leads to the text that is begun when the same lines are asked for again", () => {
  const twice = after([...written, { type: "keep", id: "d0" }, { type: "add", at }]);
  expect(twice.entries).toHaveLength(1);
  expect(twice.editing).toBe("d0");
});

it("takes a finding over until that is undone", () => {
  const accepted = after([{ type: "add", at, body: "Null", findingId: "f1" }]);
  expect([...acceptedFindings(accepted)]).toEqual(["f1"]);
  expect(toSaved(accepted)?.lineComments[0]?.findingId).toBe("f1");
  expect(pendingCount(after([{ type: "remove", id: "d0" }], accepted))).toBe(0);
});

it("comes back from the server as it was", () => {
  const state = after([
    ...written,
    { type: "comment", comment: "Nearly." },
    { type: "verdict", verdict: "NEEDS_REVISION" },
  ]);
  const saved = toSaved(state);
  const back = fromDraft(saved && { ...saved, savedAt: "2026-11-22T10:00:00.000Z" });
  expect(toSaved(back)).toEqual(saved);
  expect(after([{ type: "add", at: { ...at, line: 9 } }], back).entries[1]?.id).toBe("d1");
});

it("sends nothing back without a word", () => {
  expect(lacksWords(EMPTY_DRAFT, "NEEDS_REVISION")).toBe(true);
  expect(lacksWords(EMPTY_DRAFT, "APPROVED")).toBe(false);
  expect(lacksWords(after(written), "NEEDS_REVISION")).toBe(false);
  expect(toSubmitted(after(written), "APPROVED")).toEqual({
    verdict: "APPROVED",
    lineComments: [{ ...at, body: "Why?" }],
  });
});
