package io.codemaster.app.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.codemaster.api.identity.UserRole;
import io.codemaster.app.edge.TestServer.Answer;

class ProjectsTest {

    private static final TestServer SERVER = TestServer.shared();

    private static String pm;

    private static String rd;

    private static String stranger;

    private static int keys;

    @BeforeAll
    static void people() {
        pm = SERVER.user("proj-pm", UserRole.PM);
        rd = SERVER.user("proj-rd", UserRole.RD);
        stranger = SERVER.user("proj-stranger", UserRole.RD);
    }

    private static synchronized String project(String name) {
        keys++;
        var created = SERVER.post("/api/v1/projects")
                .bearer(pm)
                .json("{\"key\":\"PJ%d\",\"name\":\"%s\"}".formatted(keys, name))
                .send();
        assertThat(created.status()).isEqualTo(201);
        return "/api/v1/projects/" + created.body().get("id").asString();
    }

    private static Answer read(String path) {
        return SERVER.get(path).bearer(pm).send();
    }

    private static Answer patch(String path, String body) {
        return SERVER.call("PATCH", path).bearer(pm).json(body).send();
    }

    private static Answer member(String project, String user, String role) {
        return SERVER.post(project + "/members")
                .bearer(pm)
                .json("{\"userId\":\"%s\",\"role\":\"%s\"}".formatted(user, role))
                .send();
    }

    private static Answer remove(String token, String project, String user) {
        return SERVER.call("DELETE", project + "/members/" + user).bearer(token).send();
    }

    @Test
    void anEditChangesWhatItNamesAndNothingElse() {
        var project = project("Before");
        assertThat(patch(project, "{\"description\":\"About it\"}").status()).isEqualTo(204);
        assertThat(patch(project, "{\"name\":\"After\"}").status()).isEqualTo(204);
        var view = read(project).body();
        assertThat(view.get("name").asString()).isEqualTo("After");
        assertThat(view.get("description").asString()).isEqualTo("About it");
        assertThat(patch(project, "{\"description\":null}").status()).isEqualTo(204);
        assertThat(read(project).body().get("description").isNull()).isTrue();
        assertThat(patch(project, "{}").status()).isEqualTo(204);
    }

    @Test
    void aWrongEditNamesTheField() {
        var project = project("Wrong");
        for (var body : List.of("{\"name\":null}", "{\"name\":\"  \"}", "{\"name\":\"" + "x".repeat(121) + "\"}")) {
            var answer = patch(project, body);
            assertThat(answer.status()).as(body).isEqualTo(422);
            assertThat(answer.body().at("/errors/0/field").asString()).isEqualTo("name");
        }
        assertThat(patch(project, "{\"title\":\"x\"}").status()).isEqualTo(400);
        assertThat(patch(project, "{\"name\":7}").status()).isEqualTo(400);
        assertThat(patch(project, "{\"archived\":true}")
                        .body()
                        .at("/errors/0/field")
                        .asString())
                .isEqualTo("archived");
    }

    @Test
    void anEditOfAnOldReadIsRefused() {
        var project = project("Two people");
        var tag = read(project).header("ETag").orElseThrow();
        assertThat(tag).matches("\"\\d+\"");
        assertThat(ifMatch(project, tag, "{\"name\":\"First\"}").status()).isEqualTo(204);
        var late = ifMatch(project, tag, "{\"name\":\"Second\"}");
        assertThat(late.status()).isEqualTo(412);
        assertThat(late.code()).isEqualTo("request.precondition-failed");
        assertThat(read(project).body().get("name").asString()).isEqualTo("First");
        var now = read(project).header("ETag").orElseThrow();
        assertThat(now).isNotEqualTo(tag);
        assertThat(ifMatch(project, "\"999\", " + now, "{\"name\":\"Third\"}").status())
                .isEqualTo(204);
        assertThat(ifMatch(project, "*", "{\"name\":\"Fourth\"}").status()).isEqualTo(204);
        var weak = "W/" + read(project).header("ETag").orElseThrow();
        assertThat(ifMatch(project, weak, "{\"name\":\"Fifth\"}").status()).isEqualTo(412);
        var bare = ifMatch(project, "7", "{\"name\":\"Sixth\"}");
        assertThat(bare.status()).isEqualTo(400);
        assertThat(bare.body().at("/errors/0/field").asString()).isEqualTo("If-Match");
    }

    @Test
    void theConditionComesBeforeEveryOtherRefusal() {
        var project = project("Order");
        var tag = read(project).header("ETag").orElseThrow();
        assertThat(patch(project, "{\"name\":\"Other\"}").status()).isEqualTo(204);
        assertThat(SERVER.call("DELETE", project + "/members/proj-pm")
                        .bearer(pm)
                        .header("If-Match", tag)
                        .send()
                        .status())
                .isEqualTo(412);
        assertThat(SERVER.call("DELETE", project)
                        .bearer(pm)
                        .header("If-Match", tag)
                        .send()
                        .status())
                .isEqualTo(412);
    }

    @Test
    void aNewRequirementIsNoReasonToRefuseAnEditOfItsProject() {
        var project = project("Busy");
        var tag = read(project).header("ETag").orElseThrow();
        assertThat(SERVER.post(project + "/requirements")
                        .bearer(pm)
                        .json("{\"title\":\"T\",\"description\":\"D\"}")
                        .send()
                        .status())
                .isEqualTo(201);
        assertThat(read(project).header("ETag")).contains(tag);
        assertThat(ifMatch(project, tag, "{\"name\":\"Still\"}").status()).isEqualTo(204);
    }

    private static Answer ifMatch(String path, String tag, String body) {
        return SERVER.call("PATCH", path)
                .bearer(pm)
                .header("If-Match", tag)
                .json(body)
                .send();
    }

    @Test
    void anUnchangedVersionNeverHidesAChangedView() {
        var project = project("Fresh");
        var tag = read(project).header("ETag").orElseThrow();
        assertThat(SERVER.get(project)
                        .bearer(pm)
                        .header("If-None-Match", tag)
                        .send()
                        .status())
                .isEqualTo(200);
    }

    @Test
    void membersComeChangeAndGo() {
        var project = project("People");
        var added = member(project, "proj-rd", "VIEWER");
        assertThat(added.status()).isEqualTo(201);
        assertThat(added.header("Location")).contains(project + "/members/proj-rd");
        assertThat(member(project, "proj-rd", "DEVELOPER").status()).isEqualTo(204);
        var list = SERVER.get(project + "/members").bearer(rd).send().body();
        assertThat(list.at("/items/0/userId").asString()).isEqualTo("proj-rd");
        assertThat(list.at("/items/0/role").asString()).isEqualTo("DEVELOPER");
        assertThat(list.at("/items/0/email").asString()).isEqualTo("proj-rd@example.com");
        assertThat(list.at("/items/0/addedAt").asString()).endsWith("Z");
        assertThat(list.at("/items/1/userId").asString()).isEqualTo("proj-pm");
        assertThat(list.get("items").size()).isEqualTo(2);
        assertThat(read(project).body().get("members").asInt()).isEqualTo(2);

        assertThat(remove(rd, project, "proj-pm").status()).isEqualTo(403);
        assertThat(remove(stranger, project, "proj-stranger").status()).isEqualTo(404);
        assertThat(remove(rd, project, "proj-rd").status()).isEqualTo(204);
        assertThat(remove(pm, project, "proj-rd").code()).isEqualTo("project.member-not-found");
        assertThat(remove(pm, project, "proj-pm").code()).isEqualTo("project.last-owner");
        assertThat(member(project, "proj-pm", "VIEWER").status()).isEqualTo(409);
    }

    @Test
    void nobodyUnknownBecomesAMember() {
        var answer = member(project("Ghosts"), "no-such-user", "VIEWER");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("identity.user-unknown");
        assertThat(answer.body().at("/errors/0/field").asString()).isEqualTo("userId");
        assertThat(member(project("Ghosts"), "proj-rd", "BOSS").status()).isEqualTo(400);
    }

    @Test
    void theListOfMembersHasPages() {
        var project = project("Many");
        member(project, "proj-rd", "VIEWER");
        member(project, "proj-stranger", "VIEWER");
        var seen = new ArrayList<String>();
        var next = "";
        do {
            var page = read(project + "/members?limit=1" + (next.isEmpty() ? "" : "&cursor=" + next))
                    .body();
            page.get("items").forEach(it -> seen.add(it.get("userId").asString()));
            next = page.get("nextCursor").asString("");
        } while (!next.isEmpty());
        assertThat(seen).containsExactly("proj-stranger", "proj-rd", "proj-pm");
    }

    @Test
    void anArchivedProjectIsReadAndNotChangedUntilItIsRestored() {
        var project = project("Old");
        var id = project.substring(project.lastIndexOf('/') + 1);
        assertThat(SERVER.call("DELETE", project).bearer(pm).send().status()).isEqualTo(204);
        assertThat(SERVER.call("DELETE", project).bearer(pm).send().status()).isEqualTo(204);
        assertThat(read(project).body().get("archived").asBoolean()).isTrue();
        assertThat(read("/api/v1/projects?limit=200").text()).doesNotContain(id);
        assertThat(read("/api/v1/projects?archived=true").text()).contains(id);
        for (var refused : List.of(
                patch(project, "{\"name\":\"New\"}"),
                member(project, "proj-rd", "VIEWER"),
                SERVER.post(project + "/requirements")
                        .bearer(pm)
                        .json("{\"title\":\"T\",\"description\":\"D\"}")
                        .send())) {
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.code()).isEqualTo("project.archived");
        }
        assertThat(patch(project, "{\"archived\":false,\"name\":\"New\"}").status())
                .isEqualTo(204);
        assertThat(read(project).body().get("archived").asBoolean()).isFalse();
        assertThat(read("/api/v1/projects?q=new&limit=200").text()).contains(id);
    }

    @Test
    void aListShowsOnlyOnesOwnProjectsAndAnAdministratorAll() {
        var project = project("Hidden treasure");
        var id = project.substring(project.lastIndexOf('/') + 1);
        assertThat(SERVER.get("/api/v1/projects?q=treasure")
                        .bearer(stranger)
                        .send()
                        .text())
                .doesNotContain(id);
        assertThat(SERVER.get("/api/v1/projects?q=treasure%20hidden")
                        .bearer(SERVER.demo(UserRole.ADMIN))
                        .send()
                        .text())
                .contains(id);
        assertThat(SERVER.get(project).bearer(stranger).send().status()).isEqualTo(404);
        assertThat(SERVER.get(project + "/members").bearer(stranger).send().status())
                .isEqualTo(404);
        assertThat(SERVER.call("PATCH", project)
                        .bearer(stranger)
                        .json("{\"name\":\"Mine\"}")
                        .send()
                        .status())
                .isEqualTo(404);
    }
}
