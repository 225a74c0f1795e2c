import { asArray, asObject, asString, type Json } from "@/lib/json";
import type { Todo } from "./rows";

const STATUS: Record<string, Todo["status"]> = {
  pending: "pending",
  in_progress: "in_progress",
  completed: "completed",
};

/** The agent's list after a call of one of its list tools has succeeded. */
export function applyTodoTool(todos: Todo[], name: string, input: Json, detail: unknown): Todo[] {
  if (name === "TodoWrite") return readTodoWrite(input);
  if (name === "TaskCreate") {
    const task = asObject(asObject(detail).task);
    const id = asString(task.id) ?? String(todos.length + 1);
    const created: Todo = {
      id,
      subject: asString(input.subject) ?? asString(task.subject) ?? "",
      activeForm: asString(input.activeForm),
      status: "pending",
    };
    return [...todos.filter((todo) => todo.id !== id), created];
  }
  if (name === "TaskUpdate") return updateTask(todos, input);
  return todos;
}

function readTodoWrite(input: Json): Todo[] {
  return asArray(input.todos).map((entry, index) => {
    const todo = asObject(entry);
    return {
      id: asString(todo.id) ?? String(index + 1),
      subject: asString(todo.content) ?? asString(todo.subject) ?? "",
      activeForm: asString(todo.activeForm),
      status: STATUS[asString(todo.status) ?? ""] ?? "pending",
    };
  });
}

function updateTask(todos: Todo[], input: Json): Todo[] {
  const id = String(input.taskId ?? "");
  if (input.status === "deleted") return todos.filter((todo) => todo.id !== id);
  return todos.map((todo) =>
    todo.id === id
      ? {
          ...todo,
          status: STATUS[asString(input.status) ?? ""] ?? todo.status,
          subject: asString(input.subject) ?? todo.subject,
          activeForm: asString(input.activeForm) ?? todo.activeForm,
        }
      : todo,
  );
}
