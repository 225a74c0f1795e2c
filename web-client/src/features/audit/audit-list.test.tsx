import { renderInApp } from "@test/render";
import { fireEvent, screen } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { auditExport } from "@/api/audit";
import { AuditList } from "./audit-list";
import { NO_FILTER } from "./audit-words";

const server = setupServer();
beforeAll(() => server.listen());
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const entry = (sequence: number, change: object = {}) => ({
  sequence,
  at: "2026-11-23T10:00:00.000Z",
  action: "requirement.submitted",
  actor: { type: "user", id: "u1", name: "Ada" },
  onBehalfOf: null,
  target: { type: "requirement", id: "r1", label: "PAY-1 Refunds" },
  projectId: "p1",
  outcome: "success",
  detail: null,
  ip: "192.0.2.7",
  userAgent: null,
  traceId: null,
  hash: null,
  previousHash: null,
  ...change,
});

it("shows who did what to what, page by page", async () => {
  const agent = entry(1, {
    action: "tool.called",
    actor: { type: "agent", id: "t1", name: "Claude Code" },
    onBehalfOf: { id: "u1", name: "Ada" },
    outcome: "denied",
  });
  server.use(
    http.get("*/api/v1/audit", ({ request }) => {
      const { searchParams } = new URL(request.url);
      expect(searchParams.get("projectId")).toBe("p1");
      return searchParams.get("cursor")
        ? HttpResponse.json({ items: [agent], nextCursor: null })
        : HttpResponse.json({ items: [entry(2)], nextCursor: "2" });
    }),
  );
  const onOpen = vi.fn();
  renderInApp(<AuditList filter={{ ...NO_FILTER, projectId: "p1" }} onOpen={onOpen} />);
  fireEvent.click(await screen.findByText("requirement.submitted"));
  expect(onOpen).toHaveBeenCalledWith(2);
  expect(screen.getByText("PAY-1 Refunds")).toBeInTheDocument();
  fireEvent.click(screen.getByText("Show more"));
  expect(await screen.findByText("Claude Code for Ada")).toBeInTheDocument();
  expect(screen.getByText("Refused")).toBeInTheDocument();
  expect(screen.queryByText("Show more")).not.toBeInTheDocument();
});

it("exports what the filters show", () => {
  expect(auditExport({ ...NO_FILTER, q: "a b", action: "tool.called" }, "csv")).toBe(
    "/api/v1/audit/export?format=csv&q=a+b&action=tool.called",
  );
});
