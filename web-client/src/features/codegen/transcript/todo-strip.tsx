import {
  CheckCircleFilled,
  LoadingOutlined,
  RightOutlined,
  UnorderedListOutlined,
} from "@ant-design/icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Todo } from "./model/rows";

/** The agent's own list, always in sight: one line, the whole list on demand. */
export function TodoStrip({ todos, live }: { todos: readonly Todo[]; live: boolean }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  if (todos.length === 0) return null;
  const done = todos.filter(({ status }) => status === "completed").length;
  const current = todos.find(({ status }) => status === "in_progress");
  return (
    <section className="cm-todos" aria-label={t("transcript.todos")}>
      <button
        type="button"
        className="cm-todos-line"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <UnorderedListOutlined aria-hidden="true" />
        <strong>{t("transcript.todos")}</strong>
        <span className="cm-todos-count">
          {done}/{todos.length}
        </span>
        <span className="cm-todos-bar" aria-hidden="true">
          <span style={{ width: `${(100 * done) / todos.length}%` }} />
        </span>
        <span className="cm-todos-current">
          {current && (live ? (current.activeForm ?? current.subject) : current.subject)}
        </span>
        <RightOutlined
          className={open ? "cm-chevron cm-chevron-open" : "cm-chevron"}
          aria-hidden="true"
        />
      </button>
      {open && (
        <ul className="cm-todos-list">
          {todos.map((todo) => (
            <li key={todo.id} className={`cm-todo cm-todo-${todo.status}`}>
              <TodoIcon status={todo.status} live={live} />
              <span>{todo.subject}</span>
              <span className="cm-visually-hidden">{t(`transcript.todo.${todo.status}`)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function TodoIcon({ status, live }: { status: Todo["status"]; live: boolean }) {
  if (status === "completed")
    return <CheckCircleFilled className="cm-tone-success" aria-hidden="true" />;
  if (status === "in_progress" && live) return <LoadingOutlined spin aria-hidden="true" />;
  return <span className="cm-todo-ring" aria-hidden="true" />;
}
