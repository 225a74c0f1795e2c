import { renderInApp } from "@test/render";
import { fireEvent, screen, waitFor } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { LinkRepositoryDialog } from "./link-repository-dialog";

const URL_OF = "*/api/v1/projects/p1/repositories";
const server = setupServer();
beforeAll(() => server.listen());
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

function refuse(status: number, problem: object) {
  server.use(
    http.post(URL_OF, () =>
      HttpResponse.json(
        { type: "about:blank", title: "No", status, ...problem },
        { status, headers: { "Content-Type": "application/problem+json" } },
      ),
    ),
  );
}

function type(label: string, value: string) {
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
}

function fillIn() {
  const onClose = vi.fn();
  renderInApp(<LinkRepositoryDialog projectId="p1" open onClose={onClose} />);
  type("Git address", "https://git.example.com/a/b.git");
  type("Access token", "glpat-1234");
  fireEvent.click(screen.getByText("Check and link"));
  return { onClose };
}

it("says at the token that the token was refused, and keeps what was typed", async () => {
  refuse(422, { code: "repository.credential-rejected", detail: "ls-remote said 403" });
  const { onClose } = fillIn();
  expect(await screen.findByText(/The repository refused this token/)).toBeInTheDocument();
  expect(screen.getByLabelText("Access token")).toHaveValue("glpat-1234");
  expect(screen.getByLabelText("Git address")).toHaveValue("https://git.example.com/a/b.git");
  expect(onClose).not.toHaveBeenCalled();
});

it("shows the server's own words at the field that they name", async () => {
  refuse(422, {
    code: "request.invalid",
    errors: [{ field: "gitUrl", message: "Only hosts of the team." }],
  });
  fillIn();
  expect(await screen.findByText("Only hosts of the team.")).toBeInTheDocument();
});

it("shows an unknown refusal in the server's words, with the trace id", async () => {
  refuse(500, { code: "something.new", detail: "The disk is full.", traceId: "abc123" });
  fillIn();
  expect(await screen.findByText("The disk is full.")).toBeInTheDocument();
  expect(screen.getByText(/abc123/)).toBeInTheDocument();
});

it("sends the same idempotency key again after a lost answer, and closes at last", async () => {
  const keys: (string | null)[] = [];
  server.use(
    http.post(URL_OF, ({ request }) => {
      keys.push(request.headers.get("Idempotency-Key"));
      if (keys.length === 1) return HttpResponse.error();
      return HttpResponse.json({ id: "r1" }, { status: 201 });
    }),
  );
  const { onClose } = fillIn();
  await screen.findByText(/server cannot be reached/);
  fireEvent.click(screen.getByText("Check and link"));
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(keys).toHaveLength(2);
  expect(keys[0]).toBe(keys[1]);
});
