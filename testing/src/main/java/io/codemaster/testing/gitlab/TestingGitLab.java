package io.codemaster.testing.gitlab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;

import org.jspecify.annotations.Nullable;

import io.codemaster.testing.platform.TestingPlatform;

/** GitLab's interface, version 4, for one project: branches, merge requests, the rights of one token, webhooks. */
public final class TestingGitLab extends TestingPlatform {

    private static final int PROJECT_ID = 4711;

    private final List<String> subPath;

    private final String project;

    private volatile String token = "";

    private TestingGitLab(String subPath, String project, @Nullable SSLContext tls) {
        super(tls);
        this.subPath = subPath.isEmpty() ? List.of() : List.of(subPath.split("/", -1));
        this.project = project;
    }

    /** Starts one with this project, for instance {@code team/shop}. */
    public static TestingGitLab start(String project) {
        return new TestingGitLab("", project, null);
    }

    /** Starts one that is not at the root of its server. */
    public static TestingGitLab startBelow(String subPath, String project) {
        return new TestingGitLab(subPath, project, null);
    }

    /** The same over TLS. */
    public static TestingGitLab startSecure(String project, SSLContext tls) {
        return new TestingGitLab("", project, tls);
    }

    /** Where git clones the project from, as the platform shows it. */
    public String cloneUrl() {
        return url() + (subPath.isEmpty() ? "" : "/" + String.join("/", subPath)) + "/" + project + ".git";
    }

    /** Wants this token from now on. */
    public void requireToken(String secret) {
        token = secret;
    }

    /** Sends the webhook of a merge request's change with this secret; the status that was answered. */
    public int deliver(String url, String secret, String delivery, long number, String action) {
        var body = JSON.writeValueAsBytes(Map.of(
                "object_kind",
                "merge_request",
                "event_type",
                "merge_request",
                "project",
                Map.of("id", PROJECT_ID, "path_with_namespace", project),
                "object_attributes",
                Map.of("iid", number, "action", action, "state", action.equals("merge") ? "merged" : "opened")));
        var headers = new LinkedHashMap<String, String>();
        headers.put("X-Gitlab-Event", "Merge Request Hook");
        headers.put("X-Gitlab-Event-UUID", delivery);
        if (!secret.isEmpty()) {
            headers.put("X-Gitlab-Token", secret);
        }
        return deliver(url, headers, body);
    }

    @Override
    protected Answer answer(Asked asked) {
        var path = asked.path();
        if (path.size() < subPath.size() + 2
                || !path.subList(0, subPath.size()).equals(subPath)
                || !path.subList(subPath.size(), subPath.size() + 2).equals(List.of("api", "v4"))) {
            return new Answer(404, "text/html", Map.of(), "<html><body>404 Page Not Found</body></html>");
        }
        if (!token.isEmpty() && !token.equals(asked.header("PRIVATE-TOKEN"))) {
            return Answer.json(401, Map.of("message", "401 Unauthorized"));
        }
        var rest = path.subList(subPath.size() + 2, path.size());
        if (rest.size() < 2
                || !rest.get(0).equals("projects")
                || !(rest.get(1).equals(project) || rest.get(1).equals(Integer.toString(PROJECT_ID)))) {
            return Answer.json(404, Map.of("message", "404 Project Not Found"));
        }
        if (rest.size() == 2) {
            return Answer.json(200, projectView());
        }
        if (!rest.get(2).equals("merge_requests")) {
            return Answer.json(404, Map.of("error", "404 Not Found"));
        }
        return rest.size() == 3 ? collection(asked) : member(asked, rest.get(3));
    }

    private Answer collection(Asked asked) {
        if (asked.method().equals("POST")) {
            return create(pairs(asked.body()));
        }
        var found = new ArrayList<Map<String, @Nullable Object>>();
        for (var it : all()) {
            if (isIgnoringFilters()
                    || (matches(asked, "state", it.state)
                            && matches(asked, "source_branch", it.source)
                            && matches(asked, "target_branch", it.target))) {
                found.add(view(it));
            }
        }
        return Answer.json(200, found)
                .with("X-Page", "1")
                .with("X-Per-Page", asked.query().getOrDefault("per_page", "20"))
                .with("X-Total", Integer.toString(found.size()))
                .with("X-Total-Pages", "1");
    }

    private static boolean matches(Asked asked, String name, String value) {
        var wanted = asked.query().get(name);
        return wanted == null || wanted.equals("all") || wanted.equals(value);
    }

    private Answer create(Map<String, String> form) {
        aboutToCreate();
        var source = form.getOrDefault("source_branch", "");
        var target = form.getOrDefault("target_branch", "");
        for (var needed : List.of("source_branch", "target_branch", "title")) {
            if (form.getOrDefault(needed, "").isEmpty()) {
                return Answer.json(400, Map.of("error", needed + " is missing"));
            }
        }
        var there = openOne(source, target);
        if (there != null) {
            return Answer.json(
                    409,
                    Map.of(
                            "message",
                            List.of("Another open merge request already exists for this source branch: !"
                                    + there.number)));
        }
        if (!hasBranch(source) || !hasBranch(target)) {
            return Answer.json(
                    422,
                    Map.of(
                            "message",
                            Map.of(
                                    "base",
                                    List.of("Source branch \"" + source + "\" does not exist. Please specify an"
                                            + " existing branch"))));
        }
        var title = form.getOrDefault("title", "");
        if (title.length() > 255) {
            return Answer.json(
                    400, Map.of("message", Map.of("title", List.of("is too long (maximum is 255 characters)"))));
        }
        var made = add(source, target, title, form.getOrDefault("description", ""));
        made.draft = title.startsWith("Draft:");
        return Answer.json(created(), view(made));
    }

    private Answer member(Asked asked, String number) {
        var found = number.matches("[0-9]{1,9}") ? find(Long.parseLong(number)) : null;
        if (found == null) {
            return Answer.json(404, Map.of("message", "404 Not found"));
        }
        if (asked.method().equals("PUT")) {
            var form = pairs(asked.body());
            found.title = form.getOrDefault("title", found.title);
            found.description = form.getOrDefault("description", found.description);
        }
        if (found.state.equals("opened") && hasBranch(found.source)) {
            found.head = head(found.source);
        }
        return Answer.json(200, view(found));
    }

    private Map<String, Object> projectView() {
        var view = new LinkedHashMap<String, Object>();
        view.put("id", PROJECT_ID);
        view.put("name", project.substring(project.lastIndexOf('/') + 1));
        view.put("path_with_namespace", project);
        view.put("default_branch", "main");
        view.put("web_url", url() + "/" + project);
        return view;
    }

    private Map<String, @Nullable Object> view(Change change) {
        var view = new LinkedHashMap<String, @Nullable Object>();
        view.put("id", 1_000 + change.number);
        view.put("iid", change.number);
        view.put("project_id", PROJECT_ID);
        view.put("title", change.title);
        view.put("description", change.description);
        view.put("state", change.state);
        view.put("created_at", "2026-11-22T09:00:00.000Z");
        view.put("updated_at", "2026-11-22T09:00:00.000Z");
        view.put("merged_at", change.mergedAt == null ? null : change.mergedAt.toString());
        view.put("target_branch", change.target);
        view.put("source_branch", change.source);
        view.put("source_project_id", change.fromFork ? PROJECT_ID + 1 : PROJECT_ID);
        view.put("target_project_id", PROJECT_ID);
        view.put("draft", change.draft);
        view.put("merge_status", "can_be_merged");
        view.put(
                "detailed_merge_status",
                change.mergeable == null ? "checking" : change.mergeable ? "mergeable" : "conflict");
        view.put("has_conflicts", Boolean.FALSE.equals(change.mergeable));
        view.put("sha", change.head);
        view.put("merge_commit_sha", change.mergeCommit);
        view.put("squash_commit_sha", null);
        view.put("web_url", url() + "/" + project + "/-/merge_requests/" + change.number);
        return view;
    }
}
