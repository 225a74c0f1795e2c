package io.codemaster.testing.github;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLContext;

import org.jspecify.annotations.Nullable;

import io.codemaster.testing.platform.TestingPlatform;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The interface of a GitHub server of one's own ({@code /api/v3}) for one repository: branches, pull requests, the rights
 * of one token, webhooks.
 */
public final class TestingGitHub extends TestingPlatform {

    private static final int OWNER_ID = 7;

    private static final int REPOSITORY_ID = 4711;

    private static final String TIME = "2026-11-22T09:00:00Z";

    private static final List<String> OWNER_LINKS = List.of(
            "followers",
            "following",
            "gists",
            "starred",
            "subscriptions",
            "organizations",
            "repos",
            "events",
            "received_events");

    private static final List<String> REPOSITORY_LINKS = List.of(
            "archive",
            "assignees",
            "blobs",
            "branches",
            "collaborators",
            "comments",
            "commits",
            "compare",
            "contents",
            "contributors",
            "deployments",
            "downloads",
            "events",
            "forks",
            "git_commits",
            "git_refs",
            "git_tags",
            "hooks",
            "issue_comment",
            "issue_events",
            "issues",
            "keys",
            "labels",
            "languages",
            "merges",
            "milestones",
            "notifications",
            "pulls",
            "releases",
            "stargazers",
            "statuses",
            "subscribers",
            "subscription",
            "tags",
            "teams",
            "trees");

    private final String owner;

    private final String name;

    private volatile String token = "";

    private TestingGitHub(String project, @Nullable SSLContext tls) {
        super(tls);
        var parts = project.split("/", 2);
        this.owner = parts[0];
        this.name = parts[1];
    }

    /** Starts one with this repository, for instance {@code team/shop}. */
    public static TestingGitHub start(String project) {
        return new TestingGitHub(project, null);
    }

    /** The same over TLS. */
    public static TestingGitHub startSecure(String project, SSLContext tls) {
        return new TestingGitHub(project, tls);
    }

    /** Where git clones the repository from. */
    public String cloneUrl() {
        return url() + "/" + owner + "/" + name + ".git";
    }

    /** Wants this token from now on. */
    public void requireToken(String secret) {
        token = secret;
    }

    /** Sends the webhook of a pull request's change, signed with this secret; the status that was answered. */
    public int deliver(String url, String secret, String delivery, long number, String action) {
        var body = JSON.writeValueAsBytes(Map.of(
                "action",
                action,
                "number",
                number,
                "pull_request",
                Map.of("number", number, "merged", action.equals("closed")),
                "repository",
                Map.of("id", REPOSITORY_ID, "full_name", owner + "/" + name)));
        var headers = new LinkedHashMap<String, String>();
        headers.put("X-GitHub-Event", "pull_request");
        headers.put("X-GitHub-Delivery", delivery);
        if (!secret.isEmpty()) {
            headers.put("X-Hub-Signature-256", "sha256=" + signature(secret, body));
        }
        return deliver(url, headers, body);
    }

    private static String signature(String secret, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    @Override
    protected Answer answer(Asked asked) {
        var path = asked.path();
        if (path.size() < 3 || !path.subList(0, 2).equals(List.of("api", "v3"))) {
            return new Answer(404, "text/html", Map.of(), "<html><body>Not Found</body></html>");
        }
        if (!token.isEmpty()
                && !asked.header("Authorization").equals("token " + token)
                && !asked.header("Authorization").equals("Bearer " + token)) {
            return problem(401, "Bad credentials");
        }
        var rest = path.subList(2, path.size());
        if (rest.equals(List.of("user"))) {
            return Answer.json(200, user());
        }
        if (rest.size() < 3 || !rest.subList(0, 3).equals(List.of("repos", owner, name))) {
            return problem(404, "Not Found");
        }
        if (rest.size() == 3) {
            return Answer.json(200, repository(true));
        }
        if (!rest.get(3).equals("pulls")) {
            return problem(404, "Not Found");
        }
        return rest.size() == 4 ? collection(asked) : member(asked, rest.get(4));
    }

    private Answer collection(Asked asked) {
        if (asked.method().equals("POST")) {
            return create(asked);
        }
        var found = new ArrayList<Map<String, @Nullable Object>>();
        for (var it : all()) {
            if (isIgnoringFilters()
                    || (matches(asked, "state", it.state.equals("opened") ? "open" : "closed")
                            && matches(asked, "head", owner(it) + ":" + it.source)
                            && matches(asked, "base", it.target))) {
                found.add(simple(it));
            }
        }
        return Answer.json(200, found);
    }

    private String owner(Change change) {
        return change.fromFork ? "somebody" : owner;
    }

    private static boolean matches(Asked asked, String filter, String value) {
        var wanted = asked.query().get(filter);
        return wanted == null || wanted.equals("all") || wanted.equals(value);
    }

    private Answer create(Asked asked) {
        aboutToCreate();
        JsonNode body;
        try {
            body = JSON.readTree(asked.body());
        } catch (JacksonException noJson) {
            return problem(400, "Problems parsing JSON");
        }
        var head = body.path("head").asString("");
        var source = head.contains(":") ? head.substring(head.indexOf(':') + 1) : head;
        var target = body.path("base").asString("");
        if (!hasBranch(source)) {
            return invalid(Map.of("resource", "PullRequest", "field", "head", "code", "invalid"));
        }
        if (!hasBranch(target)) {
            return invalid(Map.of("resource", "PullRequest", "field", "base", "code", "invalid"));
        }
        if (openOne(source, target) != null) {
            return invalid(Map.of(
                    "resource",
                    "PullRequest",
                    "code",
                    "custom",
                    "message",
                    "A pull request already exists for " + owner + ":" + source + "."));
        }
        if (head(source).equals(head(target))) {
            return invalid(Map.of(
                    "resource",
                    "PullRequest",
                    "code",
                    "custom",
                    "message",
                    "No commits between " + target + " and " + source));
        }
        var text = body.path("body").asString("");
        if (text.length() > 65_536) {
            return invalid(Map.of(
                    "resource",
                    "Issue",
                    "code",
                    "custom",
                    "field",
                    "body",
                    "message",
                    "body is too long (maximum is 65536 characters)"));
        }
        var made = add(source, target, body.path("title").asString(""), text);
        made.draft = body.path("draft").asBoolean(false);
        return Answer.json(created(), full(made));
    }

    private Answer member(Asked asked, String number) {
        var found = number.matches("[0-9]{1,9}") ? find(Long.parseLong(number)) : null;
        if (found == null) {
            return problem(404, "Not Found");
        }
        if (asked.method().equals("PATCH")) {
            var body = JSON.readTree(asked.body());
            found.title = body.path("title").asString(found.title);
            found.description = body.path("body").asString(found.description);
        }
        if (found.state.equals("opened") && hasBranch(found.source)) {
            found.head = head(found.source);
        }
        return Answer.json(200, full(found));
    }

    /** How GitHub words what it refuses. */
    public static Answer problem(int status, String message) {
        return Answer.json(
                status,
                Map.of(
                        "message",
                        message,
                        "documentation_url",
                        "https://docs.github.com/rest",
                        "status",
                        Integer.toString(status)));
    }

    private static Answer invalid(Map<String, String> error) {
        return Answer.json(
                422,
                Map.of(
                        "message",
                        "Validation Failed",
                        "errors",
                        List.of(error),
                        "documentation_url",
                        "https://docs.github.com/rest/pulls/pulls#create-a-pull-request"));
    }

    // ---- views, with everything that GitHub's description calls required ----

    private String api(String path) {
        return url() + "/api/v3" + path;
    }

    private Map<String, @Nullable Object> account(String login) {
        var view = new LinkedHashMap<String, @Nullable Object>();
        view.put("login", login);
        view.put("id", OWNER_ID);
        view.put("node_id", "MDQ6VXNlcjc=");
        view.put("avatar_url", url() + "/avatar/" + login);
        view.put("gravatar_id", "");
        view.put("url", api("/users/" + login));
        view.put("html_url", url() + "/" + login);
        OWNER_LINKS.forEach(it -> view.put(it + "_url", api("/users/" + login + "/" + it)));
        view.put("type", "User");
        view.put("site_admin", false);
        return view;
    }

    private Map<String, @Nullable Object> user() {
        var view = account(owner);
        for (var absent : List.of("name", "company", "location", "email", "hireable", "bio")) {
            view.put(absent, null);
        }
        view.put("blog", "");
        view.put("public_repos", 1);
        view.put("public_gists", 0);
        view.put("followers", 0);
        view.put("following", 0);
        view.put("created_at", TIME);
        view.put("updated_at", TIME);
        return view;
    }

    private Map<String, @Nullable Object> repository(boolean full) {
        return repository(owner, full);
    }

    private Map<String, @Nullable Object> repository(String of, boolean full) {
        var view = new LinkedHashMap<String, @Nullable Object>();
        var path = "/repos/" + of + "/" + name;
        view.put("id", REPOSITORY_ID);
        view.put("node_id", "MDEwOlJlcG9zaXRvcnk0NzEx");
        view.put("name", name);
        view.put("full_name", of + "/" + name);
        view.put("owner", account(of));
        view.put("private", true);
        view.put("html_url", url() + "/" + of + "/" + name);
        view.put("description", null);
        view.put("fork", false);
        view.put("url", api(path));
        REPOSITORY_LINKS.forEach(it -> view.put(it + "_url", api(path + "/" + it)));
        view.put("clone_url", url() + "/" + of + "/" + name + ".git");
        view.put("git_url", "git://127.0.0.1/" + of + "/" + name + ".git");
        view.put("ssh_url", "git@127.0.0.1:" + of + "/" + name + ".git");
        view.put("svn_url", url() + "/" + of + "/" + name);
        for (var absent : List.of("mirror_url", "homepage", "language", "license")) {
            view.put(absent, null);
        }
        for (var count : List.of(
                "forks",
                "forks_count",
                "stargazers_count",
                "watchers",
                "watchers_count",
                "size",
                "open_issues",
                "open_issues_count")) {
            view.put(count, 0);
        }
        for (var flag : List.of(
                "has_issues",
                "has_projects",
                "has_wiki",
                "has_pages",
                "has_downloads",
                "has_discussions",
                "archived",
                "disabled")) {
            view.put(flag, false);
        }
        view.put("default_branch", "main");
        view.put("pushed_at", TIME);
        view.put("created_at", TIME);
        view.put("updated_at", TIME);
        if (full) {
            view.put("network_count", 0);
            view.put("subscribers_count", 0);
        }
        return view;
    }

    private Map<String, @Nullable Object> simple(Change change) {
        var view = new LinkedHashMap<String, @Nullable Object>();
        var pull = "/repos/" + owner + "/" + name + "/pulls/" + change.number;
        var issue = "/repos/" + owner + "/" + name + "/issues/" + change.number;
        var page = url() + "/" + owner + "/" + name + "/pull/" + change.number;
        var statuses = api("/repos/" + owner + "/" + name + "/statuses/" + change.head);
        view.put("id", 1_000 + change.number);
        view.put("node_id", "MDExOlB1bGxSZXF1ZXN0MQ==");
        view.put("number", change.number);
        view.put("url", api(pull));
        view.put("html_url", page);
        view.put("diff_url", page + ".diff");
        view.put("patch_url", page + ".patch");
        view.put("issue_url", api(issue));
        view.put("commits_url", api(pull + "/commits"));
        view.put("review_comments_url", api(pull + "/comments"));
        view.put("review_comment_url", api("/repos/" + owner + "/" + name + "/pulls/comments{/number}"));
        view.put("comments_url", api(issue + "/comments"));
        view.put("statuses_url", statuses);
        view.put("state", change.state.equals("opened") ? "open" : "closed");
        view.put("locked", false);
        view.put("title", change.title);
        view.put("user", account(owner));
        view.put("body", change.description);
        view.put("labels", List.of());
        view.put("milestone", null);
        view.put("created_at", TIME);
        view.put("updated_at", TIME);
        view.put("closed_at", change.state.equals("opened") ? null : TIME);
        view.put("merged_at", change.mergedAt == null ? null : change.mergedAt.toString());
        view.put("merge_commit_sha", change.mergeCommit);
        view.put("assignee", null);
        view.put("draft", change.draft);
        view.put("head", side(owner(change), change.source, change.head));
        view.put("base", side(owner, change.target, head(change.target)));
        view.put(
                "_links",
                Map.of(
                        "self", link(api(pull)),
                        "html", link(page),
                        "issue", link(api(issue)),
                        "comments", link(api(issue + "/comments")),
                        "review_comments", link(api(pull + "/comments")),
                        "review_comment", link(api("/pulls/comments{/number}")),
                        "commits", link(api(pull + "/commits")),
                        "statuses", link(statuses)));
        view.put("author_association", "OWNER");
        view.put("auto_merge", null);
        return view;
    }

    private Map<String, @Nullable Object> side(String of, String branch, String commit) {
        var view = new LinkedHashMap<String, @Nullable Object>();
        view.put("label", of + ":" + branch);
        view.put("ref", branch);
        view.put("sha", commit);
        view.put("user", account(of));
        view.put("repo", repository(of, false));
        return view;
    }

    private static Map<String, String> link(String address) {
        return Map.of("href", address);
    }

    private Map<String, @Nullable Object> full(Change change) {
        var view = simple(change);
        boolean merged = change.state.equals("merged");
        view.put("merged", merged);
        view.put("mergeable", merged ? null : change.mergeable);
        view.put(
                "mergeable_state",
                change.mergeable == null || merged ? "unknown" : change.mergeable ? "clean" : "dirty");
        view.put("merged_by", merged ? account("somebody") : null);
        view.put("comments", 0);
        view.put("review_comments", 0);
        view.put("maintainer_can_modify", false);
        view.put("commits", 1);
        view.put("additions", 1);
        view.put("deletions", 0);
        view.put("changed_files", 1);
        return view;
    }
}
