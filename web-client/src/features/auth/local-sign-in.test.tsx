import { renderInApp } from "@test/render";
import { fireEvent, screen, waitFor } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { LocalSignIn } from "./local-sign-in";

const server = setupServer();
beforeAll(() => server.listen());
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

function refuse(status: number, code: string, headers: Record<string, string> = {}) {
  server.use(
    http.post("*/api/v1/auth/local/login", () =>
      HttpResponse.json({ title: "No", status, code }, { status, headers }),
    ),
  );
}

function signIn() {
  const onSignedIn = vi.fn();
  renderInApp(<LocalSignIn onSignedIn={onSignedIn} />);
  fireEvent.change(screen.getByLabelText("Email"), { target: { value: "mei@example.com" } });
  fireEvent.change(screen.getByLabelText("Password"), { target: { value: "secret" } });
  fireEvent.click(screen.getByText("Sign in"));
  return { onSignedIn };
}

it("says that the password is wrong and keeps what was typed", async () => {
  refuse(401, "auth.bad-credentials");
  const { onSignedIn } = signIn();
  expect(await screen.findByText("Email or password is wrong.")).toBeInTheDocument();
  expect(screen.getByLabelText("Email")).toHaveValue("mei@example.com");
  expect(onSignedIn).not.toHaveBeenCalled();
});

it("says how long to wait after too many attempts, and waits", async () => {
  refuse(429, "auth.too-many-attempts", { "Retry-After": "90" });
  signIn();
  expect(await screen.findByText(/try again in 1:(29|30)/)).toBeInTheDocument();
  await waitFor(() => expect(screen.getByText("Sign in").closest("button")).toBeDisabled());
});
