package io.codemaster.query.codegen;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.TodoItem;
import tools.jackson.databind.JsonNode;

/** The agent's own list, as its calls of the list's tools leave it. */
final class TodoList {

    private static final Set<String> TOOLS = Set.of("TodoWrite", "TaskCreate", "TaskUpdate");

    private static final Set<String> STATUSES = Set.of("pending", "in_progress", "completed");

    private static final int MOST = 500;

    private TodoList() {}

    static boolean isTool(String name) {
        return TOOLS.contains(name);
    }

    /** The list after a call that succeeded. */
    static List<TodoItem> after(List<TodoItem> list, String tool, JsonNode input, JsonNode detail) {
        return switch (tool) {
            case "TodoWrite" -> written(input);
            case "TaskCreate" -> created(list, input, detail);
            default -> updated(list, input);
        };
    }

    /** What the agent is at by its list. */
    static Optional<String> inWork(List<TodoItem> list) {
        return list.stream()
                .filter(it -> it.status().equals("in_progress"))
                .map(TodoItem::content)
                .findFirst();
    }

    private static List<TodoItem> written(JsonNode input) {
        var list = new ArrayList<TodoItem>();
        for (var todo : input.path("todos")) {
            if (list.size() < MOST) {
                list.add(new TodoItem(
                        text(todo, "id", String.valueOf(list.size() + 1)),
                        text(todo, "content", text(todo, "subject", "")),
                        optional(todo, "activeForm"),
                        status(todo, "pending")));
            }
        }
        return list;
    }

    private static List<TodoItem> created(List<TodoItem> before, JsonNode input, JsonNode detail) {
        var task = detail.path("task");
        var id = text(task, "id", String.valueOf(before.size() + 1));
        var list = new ArrayList<>(before);
        list.removeIf(it -> it.id().equals(id));
        if (list.size() < MOST) {
            list.add(new TodoItem(
                    id, text(input, "subject", text(task, "subject", "")), optional(input, "activeForm"), "pending"));
        }
        return list;
    }

    private static List<TodoItem> updated(List<TodoItem> before, JsonNode input) {
        var id = input.path("taskId").asString("");
        var list = new ArrayList<TodoItem>();
        for (var it : before) {
            if (!it.id().equals(id)) {
                list.add(it);
            } else if (!input.path("status").asString("").equals("deleted")) {
                var activeForm = optional(input, "activeForm");
                list.add(new TodoItem(
                        id,
                        text(input, "subject", it.content()),
                        activeForm == null ? it.activeForm() : activeForm,
                        status(input, it.status())));
            }
        }
        return list;
    }

    private static String status(JsonNode node, String otherwise) {
        var status = text(node, "status", otherwise);
        return STATUSES.contains(status) ? status : otherwise;
    }

    private static String text(JsonNode node, String name, String otherwise) {
        var value = node.path(name);
        return value.isString() || value.isNumber() ? value.asString() : otherwise;
    }

    private static @Nullable String optional(JsonNode node, String name) {
        var value = node.path(name);
        return value.isString() ? value.stringValue() : null;
    }
}
