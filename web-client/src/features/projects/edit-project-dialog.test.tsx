import { renderInApp } from "@test/render";
import { fireEvent, screen, waitFor } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import type { ProjectDetails, Versioned } from "@/api/types";
import { EditProjectDialog } from "./edit-project-dialog";

const server = setupServer();
beforeAll(() => server.listen());
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const project: Versioned<ProjectDetails> = {
  id: "p1",
  key: "PAY",
  name: "Payments",
  description: "Old words",
  archived: false,
  createdAt: "2026-11-22T10:00:00.000Z",
  demo: false,
  members: 1,
  repositories: 0,
  openRequirements: 0,
  myRole: "OWNER",
  etag: '"1"',
};

it("keeps what was typed when somebody else saved first, and saves it over theirs", async () => {
  const sent: [string | null, unknown][] = [];
  const { etag: _, ...theirs } = { ...project, name: "Money", description: "Their words" };
  server.use(
    http.patch("*/api/v1/projects/p1", async ({ request }) => {
      const version = request.headers.get("If-Match");
      sent.push([version, await request.json()]);
      if (version === '"2"') return new HttpResponse(null, { status: 204 });
      return HttpResponse.json(
        { status: 412, code: "request.precondition-failed" },
        { status: 412 },
      );
    }),
    http.get("*/api/v1/projects/p1", () => HttpResponse.json(theirs, { headers: { ETag: '"2"' } })),
  );
  const onClose = vi.fn();
  renderInApp(<EditProjectDialog project={project} onClose={onClose} />);
  fireEvent.change(screen.getByLabelText("Description"), { target: { value: "My words" } });
  fireEvent.click(screen.getByText("Save"));

  expect(await screen.findByText("Somebody else saved in the meantime")).toBeInTheDocument();
  expect(screen.getByRole("textbox", { name: "Description" })).toHaveValue("My words");
  expect(screen.getByRole("textbox", { name: /Name/ })).toHaveValue("Money");
  expect(screen.getByText("you both changed this")).toBeInTheDocument();
  fireEvent.click(screen.getByText("Save mine"));
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(sent).toEqual([
    ['"1"', { description: "My words" }],
    ['"2"', { description: "My words" }],
  ]);
});
