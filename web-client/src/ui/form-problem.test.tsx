import { renderInApp } from "@test/render";
import { fireEvent, screen, waitFor } from "@testing-library/react";
import { Form, Input } from "antd";
import { expect, it } from "vitest";
import type { Language } from "@/lib/format";
import { showFieldErrors } from "./form-problem";

const TAKEN = { field: "key", message: "The key PAY belongs to another project." };
const SHORT = { field: "key", message: "A key has at least 2 characters." };

type Problem = Parameters<typeof showFieldErrors>[1];

/** A form with one field, which the server refuses. */
function OneField({ problem, onLeft }: { problem: Problem; onLeft: (left: boolean) => void }) {
  const [form] = Form.useForm();
  return (
    <Form form={form}>
      <Form.Item name="key" label="Key">
        <Input />
      </Form.Item>
      <button type="button" onClick={() => onLeft(showFieldErrors(form, problem))}>
        {"Go"}
      </button>
    </Form>
  );
}

async function shown(language: Language, problem: Problem) {
  let left: boolean | undefined;
  const { container, unmount } = renderInApp(
    <OneField
      problem={problem}
      onLeft={(it) => {
        left = it;
      }}
    />,
    language,
  );
  fireEvent.click(screen.getByText("Go"));
  const error = await waitFor(() => {
    const found = container.querySelector(".ant-form-item-explain-error");
    expect(found).not.toBeNull();
    return found;
  });
  const words = error?.textContent;
  unmount();
  return { left, words };
}

it("says in the reader's language what a code says of a field", async () => {
  const problem = { code: "project.key-taken", fieldErrors: [TAKEN] };
  expect((await shown("en", problem)).words).toBe(TAKEN.message);
  expect((await shown("zh", problem)).words).toMatch(/\p{Script=Han}/u);
});

it("keeps the server's sentence where the code does not say what is wrong", async () => {
  const general = { code: "request.invalid", fieldErrors: [SHORT] };
  expect((await shown("zh", general)).words).toBe(SHORT.message);
  const unknown = { code: "project.key-odd", fieldErrors: [SHORT] };
  expect((await shown("zh", unknown)).words).toBe(SHORT.message);
});

it("says whether something is left that has no field", async () => {
  const elsewhere = { field: "owner", message: "There is no such person." };
  const both = await shown("en", { code: "request.invalid", fieldErrors: [SHORT, elsewhere] });
  expect(both).toEqual({ left: true, words: SHORT.message });
});
