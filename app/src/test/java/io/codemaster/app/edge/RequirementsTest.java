package io.codemaster.app.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.codemaster.api.identity.UserId;
import io.codemaster.api.identity.UserRole;
import io.codemaster.api.project.AddProjectMember;
import io.codemaster.api.project.CreateProject;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.project.ProjectRole;
import io.codemaster.api.repository.LinkRepository;
import io.codemaster.api.repository.Platform;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.app.edge.TestServer.Answer;
import tools.jackson.databind.json.JsonMapper;

class RequirementsTest {

    private static final TestServer SERVER = TestServer.shared();

    private static final ProjectId PROJECT = new ProjectId("req-project");

    private static String author;

    private static String developer;

    private static String viewer;

    private static String stranger;

    @BeforeAll
    static void aProjectWithPeople() {
        author = SERVER.user("req-author", UserRole.PM);
        developer = SERVER.user("req-developer", UserRole.RD);
        viewer = SERVER.user("req-viewer", UserRole.PM);
        stranger = SERVER.user("req-stranger", UserRole.PM);
        var commands = SERVER.bean(CommandGateway.class);
        commands.sendAndWait(new CreateProject(PROJECT, "REQ", "Requirements", null, new UserId("req-owner"), false));
        commands.sendAndWait(new AddProjectMember(PROJECT, new UserId("req-author"), ProjectRole.VIEWER));
        commands.sendAndWait(new AddProjectMember(PROJECT, new UserId("req-developer"), ProjectRole.DEVELOPER));
        commands.sendAndWait(new AddProjectMember(PROJECT, new UserId("req-viewer"), ProjectRole.VIEWER));
        commands.sendAndWait(new LinkRepository(
                new RepositoryId("req-repository"),
                PROJECT,
                "https://git.example.com/req.git",
                Platform.GIT,
                "main",
                null,
                false));
        SERVER.bean(io.codemaster.app.web.ProjectionBarrier.class).passed().join();
    }

    private static String submitted(String title, String more) {
        var answer = SERVER.post("/api/v1/projects/req-project/requirements")
                .bearer(author)
                .json("{\"title\":\"%s\",\"description\":\"Text of it\"%s}".formatted(title, more))
                .send();
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return "/api/v1/requirements/" + answer.body().get("id").asString();
    }

    private static Answer read(String path) {
        return SERVER.get(path).bearer(author).send();
    }

    private static Answer patch(String path, String body) {
        return SERVER.call("PATCH", path).bearer(author).json(body).send();
    }

    private static Answer post(String path, String body) {
        return SERVER.post(path).bearer(author).json(body).send();
    }

    @Test
    void anEditChangesWhatItNamesAndNullEmpties() {
        var requirement = submitted("Edit me", ",\"targetBranch\":\"develop\",\"documentUrl\":\"https://d.example/1\"");
        assertThat(patch(
                                requirement,
                                "{\"title\":\"Edited\",\"priority\":\"URGENT\",\"repositoryId\":\"req-repository\","
                                        + "\"assigneeId\":\"req-developer\",\"targetBranch\":null}")
                        .status())
                .isEqualTo(204);
        var view = read(requirement).body();
        assertThat(view.get("title").asString()).isEqualTo("Edited");
        assertThat(view.get("description").asString()).isEqualTo("Text of it");
        assertThat(view.get("priority").asString()).isEqualTo("URGENT");
        assertThat(view.get("repositoryId").asString()).isEqualTo("req-repository");
        assertThat(view.get("targetBranch").isNull()).isTrue();
        assertThat(view.get("documentUrl").asString()).isEqualTo("https://d.example/1");
        assertThat(view.at("/assignee/id").asString()).isEqualTo("req-developer");
        assertThat(view.at("/assignee/name").asString()).isEqualTo("req-developer");
        assertThat(patch(requirement, "{\"assigneeId\":null,\"repositoryId\":null,\"documentUrl\":null}")
                        .status())
                .isEqualTo(204);
        var emptied = read(requirement).body();
        for (var field : List.of("assignee", "assigneeId", "repositoryId", "documentUrl")) {
            assertThat(emptied.get(field).isNull()).as(field).isTrue();
        }
    }

    @Test
    void aWrongEditNamesTheField() {
        var requirement = submitted("Wrong", "");
        var wrong = List.of(
                List.of("title", "{\"title\":\" \"}"),
                List.of("title", "{\"title\":null}"),
                List.of("description", "{\"description\":\"\"}"),
                List.of("priority", "{\"priority\":null}"),
                List.of("targetBranch", "{\"targetBranch\":\"a b\"}"),
                List.of("documentUrl", "{\"documentUrl\":\"javascript:alert(1)\"}"),
                List.of("assigneeId", "{\"assigneeId\":\"req-stranger\"}"),
                List.of("repositoryId", "{\"repositoryId\":\"no-such-repository\"}"),
                List.of("repositoryId", "{\"repositoryId\":\"demo-repository\"}"));
        for (var one : wrong) {
            var answer = patch(requirement, one.get(1));
            assertThat(answer.status()).as(one.get(1)).isEqualTo(422);
            assertThat(answer.body().at("/errors/0/field").asString())
                    .as(one.get(1))
                    .isEqualTo(one.get(0));
        }
        assertThat(patch(requirement, "{\"priority\":\"SOON\"}").status()).isEqualTo(400);
        assertThat(read(requirement).body().get("title").asString()).isEqualTo("Wrong");
    }

    @Test
    void onlyMembersTakeOverANewRequirement() {
        var answer = post(
                "/api/v1/projects/req-project/requirements",
                "{\"title\":\"T\",\"description\":\"D\",\"assigneeId\":\"req-stranger\"}");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("project.not-a-member");
    }

    @Test
    void anEditOfAnOldReadIsRefusedAndSoIsACloseOfIt() {
        var requirement = submitted("Tagged", "");
        var tag = read(requirement).header("ETag").orElseThrow();
        var key = read(requirement).body().get("key").asString();
        assertThat(read("/api/v1/requirements/" + key).header("ETag")).contains(tag);
        assertThat(conditionally("PATCH", requirement, tag, "{\"title\":\"One\",\"assigneeId\":\"req-developer\"}")
                        .status())
                .isEqualTo(204);
        assertThat(conditionally("PATCH", requirement, tag, "{\"title\":\"Two\"}")
                        .status())
                .isEqualTo(412);
        assertThat(conditionally("POST", requirement + "/close", tag, "{}").code())
                .isEqualTo("request.precondition-failed");
        var now = read(requirement).header("ETag").orElseThrow();
        assertThat(conditionally("POST", requirement + "/close", now, "{}").status())
                .isEqualTo(204);
    }

    private static Answer conditionally(String method, String path, String tag, String body) {
        return SERVER.call(method, path)
                .bearer(author)
                .header("If-Match", tag)
                .json(body)
                .send();
    }

    @Test
    void aRequirementIsClosedAndReopenedAndRefusalsSayWhy() {
        var requirement = submitted("Close me", "");
        assertThat(post(requirement + "/reopen", "").code()).isEqualTo("requirement.status-not-allowed");
        assertThat(post(requirement + "/close", "{\"reason\":\"Not now\"}").status())
                .isEqualTo(204);
        assertThat(read(requirement).body().get("status").asString()).isEqualTo("CLOSED");
        var again = post(requirement + "/close", "{}");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body().get("detail").asString()).contains("is closed already");
        assertThat(SERVER.post(requirement + "/generate")
                        .bearer(developer)
                        .json("{}")
                        .send()
                        .code())
                .isEqualTo("requirement.closed");
        assertThat(SERVER.post(requirement + "/reopen").bearer(developer).send().status())
                .isEqualTo(204);
        assertThat(read(requirement).body().get("status").asString()).isEqualTo("DRAFT");
    }

    @Test
    void theAuthorAndDevelopersEditOthersDoNotAndStrangersSeeNothing() {
        var requirement = submitted("Whose", "");
        var id = requirement.substring(requirement.lastIndexOf('/') + 1);
        for (var route :
                List.of("PATCH ", "POST /close", "POST /reopen", "POST /attachments", "DELETE /attachments/x")) {
            var method = route.substring(0, route.indexOf(' '));
            var path = requirement + route.substring(route.indexOf(' ') + 1);
            assertThat(said(method, path, author)).as(route).isNotIn(401, 403, 404);
            assertThat(said(method, path, developer)).as(route).isNotIn(401, 403, 404);
            assertThat(said(method, path, viewer)).as(route).isEqualTo(403);
            assertThat(said(method, path, stranger)).as(route).isEqualTo(404);
            assertThat(said(method, path.replace(id, "no-such-requirement"), stranger))
                    .as(route)
                    .isEqualTo(404);
            assertThat(said(method, path, "")).as(route).isEqualTo(401);
        }
        for (var path : List.of("", "/history", "/attachments/x")) {
            assertThat(SERVER.get(requirement + path).bearer(stranger).send().status())
                    .as(path)
                    .isEqualTo(404);
        }
    }

    /** A body with an unknown field goes no further than to the controller; what has no body meets an absent thing. */
    private static int said(String method, String path, String token) {
        var call = SERVER.call(method, path).bearer(token);
        var answer = (path.endsWith("/reopen") ? call : call.json("{\"no-such-field\":1}")).send();
        return answer.status() == 404 && answer.code().startsWith("requirement.") ? 400 : answer.status();
    }

    @Test
    void theHistoryShowsEachFieldBeforeAndAfter() {
        var requirement = submitted("First title", "");
        patch(requirement, "{\"title\":\"Second title\",\"assigneeId\":\"req-developer\"}");
        patch(requirement, "{\"title\":\"Third title\",\"repositoryId\":\"req-repository\"}");
        post(requirement + "/close", "{\"reason\":\"Later\"}");
        var history = SERVER.get(requirement + "/history").bearer(viewer).send().body();
        assertThat(StreamSupport.stream(history.get("items").spliterator(), false)
                        .map(it -> it.get("kind").asString()))
                .containsExactly("CLOSED", "EDITED", "EDITED", "SUBMITTED");
        assertThat(history.at("/items/0/changes").toString())
                .contains(
                        "{\"field\":\"status\",\"before\":\"DRAFT\",\"after\":\"CLOSED\"}",
                        "{\"field\":\"reason\",\"before\":null,\"after\":\"Later\"}");
        assertThat(history.at("/items/1/changes").toString())
                .isEqualTo("[{\"field\":\"repository\",\"before\":null,\"after\":\"https://git.example.com/req.git\"},"
                        + "{\"field\":\"title\",\"before\":\"Second title\",\"after\":\"Third title\"}]");
        assertThat(history.at("/items/2/changes").toString())
                .isEqualTo("[{\"field\":\"assignee\",\"before\":null,\"after\":\"req-developer\"},"
                        + "{\"field\":\"title\",\"before\":\"First title\",\"after\":\"Second title\"}]");
        assertThat(history.at("/items/3/by/name").asString()).isEqualTo("req-author");
        assertThat(history.at("/items/3/version").asInt()).isZero();

        var seen = new ArrayList<Integer>();
        var next = "";
        do {
            var page = read(requirement + "/history?limit=3" + (next.isEmpty() ? "" : "&cursor=" + next))
                    .body();
            page.get("items").forEach(it -> seen.add(it.get("version").asInt()));
            next = page.get("nextCursor").asString("");
        } while (!next.isEmpty());
        assertThat(seen).containsExactly(3, 2, 1, 0);
    }

    @Test
    void textsAreAttachedReadAndRemoved() {
        var requirement = submitted("With a log", "");
        var added = attach(requirement, "Fehler \"größer\".log", "第一行\nboom\n");
        assertThat(added.status()).isEqualTo(201);
        var id = added.body().get("id").asString();
        assertThat(added.header("Location")).contains(requirement + "/attachments/" + id);
        var view = read(requirement).body().at("/attachments/0");
        assertThat(view.get("id").asString()).isEqualTo(id);
        assertThat(view.get("name").asString()).isEqualTo("Fehler \"größer\".log");
        assertThat(view.get("bytes").asInt()).isEqualTo(15);
        assertThat(view.at("/addedBy/name").asString()).isEqualTo("req-author");
        var text = SERVER.get(requirement + "/attachments/" + id).bearer(viewer).send();
        assertThat(text.text()).isEqualTo("第一行\nboom\n");
        assertThat(text.header("Content-Type").orElse("")).isEqualToIgnoringCase("text/plain;charset=UTF-8");
        assertThat(text.header("Content-Disposition").orElse("")).startsWith("attachment;");
        var other = submitted("Another", "");
        assertThat(read(other + "/attachments/" + id).status()).isEqualTo(404);
        assertThat(SERVER.call("DELETE", other + "/attachments/" + id)
                        .bearer(author)
                        .send()
                        .code())
                .isEqualTo("requirement.attachment-not-found");
        assertThat(SERVER.call("DELETE", requirement + "/attachments/" + id)
                        .bearer(author)
                        .send()
                        .status())
                .isEqualTo(204);
        assertThat(read(requirement + "/attachments/" + id).status()).isEqualTo(404);
        var history = read(requirement + "/history").body();
        assertThat(history.at("/items/0/changes").toString())
                .isEqualTo("[{\"field\":\"attachment\",\"before\":\"Fehler \\\"größer\\\".log\",\"after\":null}]");
    }

    @Test
    void whatIsNoSmallTextIsNotAttached() {
        var requirement = submitted("Too much", "");
        var large = attach(requirement, "large.log", "字".repeat((256 << 10) / 3 + 1));
        assertThat(large.status()).isEqualTo(422);
        assertThat(large.code()).isEqualTo("requirement.attachment-too-large");
        assertThat(large.body().at("/errors/0/field").asString()).isEqualTo("content");
        assertThat(attach(requirement, "exact.log", "x".repeat(256 << 10)).status())
                .isEqualTo(201);
        assertThat(attach(requirement, "binary", "a\0b").code()).isEqualTo("requirement.attachment-not-text");
        assertThat(attach(requirement, "empty", "").body().at("/errors/0/field").asString())
                .isEqualTo("content");
        for (var name : List.of("../etc/passwd", "a\nb", " ", "x".repeat(201))) {
            assertThat(attach(requirement, name, "x")
                            .body()
                            .at("/errors/0/field")
                            .asString())
                    .isEqualTo("name");
        }
    }

    private static Answer attach(String requirement, String name, String content) {
        return post(
                requirement + "/attachments",
                JsonMapper.shared().writeValueAsString(java.util.Map.of("name", name, "content", content)));
    }

    @Test
    void listsAreFilteredSearchedAndSorted() {
        var low = submitted("Lobster soup", ",\"priority\":\"LOW\",\"assigneeId\":\"req-developer\"");
        var urgent = submitted("Lobster cake", ",\"priority\":\"URGENT\"");
        var medium = submitted("Lobster bread", "");
        patch(low, "{\"description\":\"Changed last\"}");
        assertThat(titles("?q=lobster", author)).containsExactly("Lobster bread", "Lobster cake", "Lobster soup");
        assertThat(titles("?q=lobster&sort=updated", author))
                .containsExactly("Lobster soup", "Lobster bread", "Lobster cake");
        assertThat(titles("?q=lobster&sort=priority", author))
                .containsExactly("Lobster cake", "Lobster bread", "Lobster soup");
        assertThat(titles("?q=lobster%20last", author)).containsExactly("Lobster soup");
        assertThat(titles("?q=lobster&priority=URGENT", author)).containsExactly("Lobster cake");
        assertThat(titles("?q=lobster&assigneeId=req-developer", author)).containsExactly("Lobster soup");
        assertThat(titles("?q=lobster&createdBy=req-developer", author)).isEmpty();
        assertThat(titles("?q=lobster&mine=true", developer)).containsExactly("Lobster soup");
        assertThat(titles("?q=lobster&mine=true", author)).hasSize(3);
        assertThat(titles("?q=lobster&status=CLOSED", author)).isEmpty();
        assertThat(titles("?q=lobster&projectId=demo-project", author)).isEmpty();
        assertThat(titles("?q=lobster", stranger)).isEmpty();
        assertThat(titles("?q=lobster", SERVER.demo(UserRole.ADMIN))).hasSize(3);
        assertThat(read("/api/v1/requirements?sort=oldest").status()).isEqualTo(400);
        assertThat(read("/api/v1/requirements?priority=SOON").status()).isEqualTo(400);
        for (var sort : List.of("newest", "updated", "priority")) {
            var seen = new ArrayList<String>();
            var next = "";
            do {
                var page = read("/api/v1/requirements?q=lobster&limit=1&sort=" + sort
                                + (next.isEmpty() ? "" : "&cursor=" + next))
                        .body();
                page.get("items").forEach(it -> seen.add(it.get("title").asString()));
                next = page.get("nextCursor").asString("");
            } while (!next.isEmpty());
            assertThat(seen).as(sort).isEqualTo(titles("?q=lobster&sort=" + sort, author));
        }
        var newest = read("/api/v1/requirements?q=lobster&limit=1")
                .body()
                .get("nextCursor")
                .asString();
        assertThat(read("/api/v1/requirements?q=lobster&limit=1&sort=priority&cursor=" + newest)
                        .status())
                .isEqualTo(400);
        assertThat(read(medium).body().get("status").asString()).isEqualTo("DRAFT");
        assertThat(read(urgent).status()).isEqualTo(200);
    }

    private static List<String> titles(String query, String token) {
        var answer = SERVER.get("/api/v1/requirements" + query).bearer(token).send();
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return StreamSupport.stream(answer.body().get("items").spliterator(), false)
                .map(it -> it.get("title").asString())
                .toList();
    }

    @Test
    void anArchivedProjectKeepsItsRequirementsAsTheyAre() {
        var commands = SERVER.bean(CommandGateway.class);
        var project = new ProjectId("req-archived");
        commands.sendAndWait(new CreateProject(project, "REQA", "Old", null, new UserId("req-developer"), false));
        SERVER.bean(io.codemaster.app.web.ProjectionBarrier.class).passed().join();
        var created = SERVER.post("/api/v1/projects/req-archived/requirements")
                .bearer(developer)
                .json("{\"title\":\"T\",\"description\":\"D\"}")
                .send();
        var requirement = "/api/v1/requirements/" + created.body().get("id").asString();
        assertThat(SERVER.call("DELETE", "/api/v1/projects/req-archived")
                        .bearer(developer)
                        .send()
                        .status())
                .isEqualTo(204);
        assertThat(SERVER.get(requirement).bearer(developer).send().status()).isEqualTo(200);
        for (var call : List.of(
                SERVER.call("PATCH", requirement).json("{\"title\":\"U\"}"),
                SERVER.post(requirement + "/close").json("{}"),
                SERVER.post(requirement + "/generate").json("{}"),
                SERVER.post(requirement + "/attachments").json("{\"name\":\"a\",\"content\":\"b\"}"))) {
            assertThat(call.bearer(developer).send().code()).isEqualTo("project.archived");
        }
    }
}
