package io.codemaster.app.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.codemaster.api.identity.UserRole;
import io.codemaster.app.edge.TestServer.Answer;

class StatisticsTest {

    private static final TestServer SERVER = TestServer.shared();

    private static String pm;

    private static String stranger;

    private static String project;

    @BeforeAll
    static void aProject() {
        pm = SERVER.user("stat-pm", UserRole.PM);
        stranger = SERVER.user("stat-stranger", UserRole.PM);
        project = SERVER.post("/api/v1/projects")
                .bearer(pm)
                .json("{\"key\":\"STAT\",\"name\":\"Statistics\"}")
                .send()
                .body()
                .get("id")
                .asString();
        assertThat(SERVER.post("/api/v1/projects/" + project + "/requirements")
                        .bearer(pm)
                        .json("{\"title\":\"T\",\"description\":\"D\"}")
                        .send()
                        .status())
                .isEqualTo(201);
    }

    private static Answer read(String token, String path) {
        return SERVER.get("/api/v1" + path).bearer(token).send();
    }

    @Test
    void aWrongTimeNamesItsField() {
        for (var wrong : List.of(
                "from=yesterday",
                "to=2026-13-01",
                "to=2026-11-19&from=2026-11-20",
                "zone=Moon/Crater",
                "bucket=month",
                "from=2020-01-01")) {
            var field = wrong.substring(0, wrong.indexOf('='));
            var answer = read(pm, "/statistics?" + wrong);
            assertThat(answer.status()).as(wrong).isEqualTo(422);
            assertThat(answer.body().at("/errors/0/field").asString()).as(wrong).isEqualTo(field);
        }
        assertThat(read(pm, "/codegen?from=never").body().at("/errors/0/field").asString())
                .isEqualTo("from");
        assertThat(read(pm, "/requirements?endedTo=never")
                        .body()
                        .at("/errors/0/field")
                        .asString())
                .isEqualTo("endedTo");
    }

    @Test
    void aDayBelongsToItsZoneAndAlsoDaysWithoutAnythingAreThere() {
        var answer = read(pm, "/statistics?from=2026-10-24&to=2026-10-26&zone=Europe/Berlin&projectId=" + project);
        assertThat(answer.status()).isEqualTo(200);
        var body = answer.body();
        assertThat(body.get("from").asString()).isEqualTo("2026-10-23T22:00:00.000Z");
        assertThat(body.get("to").asString()).isEqualTo("2026-10-26T23:00:00.000Z");
        assertThat(body.get("series").size()).isEqualTo(3);
        assertThat(body.at("/series/1/start").asString()).isEqualTo("2026-10-25");
        assertThat(body.at("/totals/generations").asInt()).isZero();
        assertThat(body.at("/totals/firstTimeApprovalRate").isNull()).isTrue();
        assertThat(read(pm, "/statistics?bucket=week").body().at("/series").size())
                .isBetween(5, 6);
    }

    @Test
    void aProjectOfOthersDoesNotExist() {
        assertThat(read(stranger, "/statistics?projectId=" + project).status()).isEqualTo(404);
        assertThat(read(SERVER.demo(UserRole.ADMIN), "/statistics?projectId=" + project)
                        .status())
                .isEqualTo(200);
        assertThat(read(SERVER.demo(UserRole.ADMIN), "/statistics?projectId=nowhere")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void theDashboardShowsWhatIsOnesOwn() {
        var mine = read(pm, "/dashboard").body();
        assertThat(mine.at("/projects/0/id").asString()).isEqualTo(project);
        assertThat(mine.at("/requirements/0/title").asString()).isEqualTo("T");
        assertThat(mine.at("/board/columns/0/status").asString()).isEqualTo("DRAFT");
        assertThat(mine.at("/board/columns/0/count").asInt()).isEqualTo(1);
        assertThat(mine.at("/waitingReviews/count").asInt()).isZero();
        var others = read(stranger, "/dashboard").body();
        assertThat(others.get("projects").size()).isZero();
        assertThat(others.at("/board/columns/0/count").asInt()).isZero();
    }

    @Test
    void anOwnerLimitsWhatIsInWork() {
        var board = "/projects/" + project + "/board";
        assertThat(put(board, "{\"limits\":{\"IN_REVIEW\":2}}").status()).isEqualTo(204);
        assertThat(read(pm, board).text()).contains("\"status\":\"IN_REVIEW\",\"count\":0,\"limit\":2");
        var finished = put(board, "{\"limits\":{\"MERGED\":2}}");
        assertThat(finished.status()).isEqualTo(422);
        assertThat(finished.body().at("/errors/0/field").asString()).isEqualTo("limits.MERGED");
        assertThat(put(board, "{\"limits\":{\"IN_REVIEW\":0}}").status()).isEqualTo(422);
        assertThat(put(board, "{}").status()).isEqualTo(422);
        assertThat(put(board, "{\"limits\":{}}").status()).isEqualTo(204);
        assertThat(read(pm, board).text()).contains("\"status\":\"IN_REVIEW\",\"count\":0,\"limit\":null");
    }

    private static Answer put(String path, String body) {
        return SERVER.call("PUT", "/api/v1" + path).bearer(pm).json(body).send();
    }
}
