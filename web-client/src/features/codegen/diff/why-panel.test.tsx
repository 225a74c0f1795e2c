import { renderInApp } from "@test/render";
import { fireEvent, screen } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { WhyPanel } from "./why-panel";

const BLAME = "*/api/v1/codegen/task-1/blame";
const server = setupServer();
beforeAll(() => server.listen());
// jsdom has no layout, so nothing is narrow.
beforeEach(() => {
  vi.stubGlobal("matchMedia", () => ({
    matches: false,
    addEventListener: vi.fn(),
    removeEventListener: vi.fn(),
  }));
});
afterEach(() => {
  server.resetHandlers();
  vi.unstubAllGlobals();
});
afterAll(() => server.close());

const call = {
  sequence: 42,
  resultSequence: 43,
  attempt: 1,
  tool: "Edit",
  toolUseId: "toolu_1",
  action: "Edit /work/run-1/src/Greeter.java",
  todo: "Make the greeting warmer",
  thought: { sequence: 40, excerpt: "One place builds the greeting." },
  text: { sequence: 41, excerpt: "I change the greeting." },
};

const blame = (change: object = {}) => ({
  path: "src/Greeter.java",
  sequence: 90,
  available: true,
  binary: false,
  requirement: { id: "r1", key: "SHOP-1", title: "Greet by name" },
  items: [
    { line: 1, sequence: null, tool: null, toolUseId: null },
    { line: 2, sequence: 42, tool: "Edit", toolUseId: "toolu_1" },
  ],
  calls: [call],
  ...change,
});

function ask(line: number, answer: object | number = blame()) {
  server.use(
    http.get(BLAME, ({ request }) => {
      expect(new URL(request.url).searchParams.get("path")).toBe("src/Greeter.java");
      return typeof answer === "number"
        ? HttpResponse.json(
            { status: answer, code: "http.500", detail: "It broke." },
            { status: answer },
          )
        : HttpResponse.json(answer);
    }),
  );
  const onAsk = vi.fn();
  renderInApp(
    <WhyPanel taskId="task-1" asked={{ path: "src/Greeter.java", line }} onAsk={onAsk} />,
  );
  return onAsk;
}

it("says which call wrote the line, and what was thought, said and planned before it", async () => {
  const onAsk = ask(2);
  expect(await screen.findByText("Edit: src/Greeter.java")).toBeInTheDocument();
  expect(screen.getByText("Make the greeting warmer")).toBeInTheDocument();
  expect(screen.getByText("One place builds the greeting.")).toBeInTheDocument();
  expect(screen.getByText("I change the greeting.")).toBeInTheDocument();
  expect(screen.getByRole("link", { name: /42/ })).toHaveAttribute(
    "href",
    "/codegen/task-1?event=42",
  );
  expect(screen.getByRole("link", { name: "SHOP-1 Greet by name" })).toHaveAttribute(
    "href",
    "/requirements/r1",
  );
  fireEvent.change(screen.getByRole("spinbutton", { name: "Line" }), { target: { value: "1" } });
  expect(onAsk).toHaveBeenCalledWith({ path: "src/Greeter.java", line: 1 });
});

it("leaves out what the agent did not say", async () => {
  ask(2, blame({ calls: [{ ...call, todo: null, thought: null, text: null }] }));
  expect(await screen.findByText("Edit: src/Greeter.java")).toBeInTheDocument();
  expect(screen.queryByText("Item in work")).not.toBeInTheDocument();
  expect(screen.queryByText("Thought before it")).not.toBeInTheDocument();
  expect(screen.queryByText("Said before it")).not.toBeInTheDocument();
});

it("shows a command as it was given: it names no file", async () => {
  ask(2, blame({ calls: [{ ...call, tool: "Bash", action: "Bash: sed -i s/Hello/Hi/" }] }));
  expect(await screen.findByText("Bash: sed -i s/Hello/Hi/")).toBeInTheDocument();
});

it("says of a line that the run found there that it is older", async () => {
  ask(1);
  expect(await screen.findByText("This line is older than the run.")).toBeInTheDocument();
  expect(screen.getByRole("link", { name: "SHOP-1 Greet by name" })).toBeInTheDocument();
  expect(screen.queryByText("Edit: src/Greeter.java")).not.toBeInTheDocument();
});

it("says how many lines there are where the file ends before", async () => {
  ask(9);
  expect(await screen.findByText("The file has 2 lines.")).toBeInTheDocument();
});

it("says when nobody can know: the files were not kept, or there are no lines", async () => {
  ask(2, blame({ available: false }));
  expect(await screen.findByText(/were not kept/)).toBeInTheDocument();
});

it("says when a file has no lines", async () => {
  ask(2, blame({ binary: true }));
  expect(await screen.findByText("This file has no lines.")).toBeInTheDocument();
});

it("says what went wrong, and asks again", async () => {
  ask(2, 500);
  expect(await screen.findByRole("alert")).toHaveTextContent("It broke.");
  server.resetHandlers();
  server.use(http.get(BLAME, () => HttpResponse.json(blame())));
  fireEvent.click(screen.getByRole("button", { name: /try again/i }));
  expect(await screen.findByText("Edit: src/Greeter.java")).toBeInTheDocument();
});
