package io.codemaster.app.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.codemaster.api.identity.UserRole;
import io.codemaster.app.edge.TestServer;
import io.codemaster.app.edge.TestServer.Answer;
import io.codemaster.app.web.ProjectionBarrier;

class AnalyticsTest {

    private static final TestServer SERVER = TestServer.shared();

    private static String project(String key, String owner) {
        return SERVER.post("/api/v1/projects")
                .bearer(owner)
                .json("{\"key\":\"%s\",\"name\":\"Table\"}".formatted(key))
                .send()
                .body()
                .get("id")
                .asString();
    }

    private static void requirement(String project, String title, String author) {
        var made = SERVER.post("/api/v1/projects/" + project + "/requirements")
                .bearer(author)
                .json("{\"title\":\"%s\",\"description\":\"d\"}".formatted(title))
                .send();
        assertThat(made.status()).isEqualTo(201);
    }

    private static Answer get(String path, String token) {
        SERVER.bean(ProjectionBarrier.class).passed().join();
        return SERVER.get("/api/v1/analytics/" + path).bearer(token).send();
    }

    @Test
    void requirementsAreATableThatIsReadOnWithACursor() {
        var pm = SERVER.user("table-pm", UserRole.PM);
        var project = project("TABA", pm);
        requirement(project, "=1+1", pm);
        requirement(project, "Second", pm);
        requirement(project, "Third", pm);

        var first = get("requirements?format=ndjson&limit=2", pm);
        assertThat(first.header("X-Schema")).contains("requirements.v1");
        assertThat(first.text().lines()).hasSize(2);
        assertThat(first.text()).contains("\"key\":\"TABA-1\"").contains("\"title\":\"=1+1\"");
        var rest = get(
                "requirements?format=ndjson&after="
                        + first.header("X-Next-Cursor").orElseThrow(),
                pm);
        assertThat(rest.text().lines()).singleElement().asString().contains("TABA-3");
        assertThat(rest.header("X-Next-Cursor")).isEmpty();
        var csv = get("requirements?format=csv", pm);
        assertThat(csv.text().lines().toList().get(0)).startsWith("id,key,projectId,title,priority,status,");
        assertThat(csv.text()).contains(",'=1+1,");
    }

    @Test
    void rowsOfOtherProjectsAreLeftOut() {
        var hers = SERVER.user("table-hers", UserRole.PM);
        requirement(project("TABB", hers), "Hers alone", hers);

        assertThat(get("requirements", hers).text()).contains("Hers alone");
        assertThat(get("requirements", SERVER.user("table-his", UserRole.PM)).text())
                .isEmpty();
        assertThat(get("requirements?limit=5000", SERVER.user("table-admin", UserRole.ADMIN))
                        .text())
                .contains("Hers alone");
    }

    @Test
    void everyTableHasItsColumns() {
        var admin = SERVER.user("table-admin", UserRole.ADMIN);
        for (var data : AnalyticsTable.Dataset.values()) {
            var name = data.schema().split("\\.", 2)[0];
            var csv = get(name + "?format=csv", admin);
            assertThat(csv.status()).as(csv.text()).isEqualTo(200);
            assertThat(csv.text().lines().findFirst().orElseThrow()).isEqualTo(String.join(",", data.columns()));
        }
        assertThat(get("nonsense", admin).status()).isEqualTo(404);
        assertThat(get("reviews?format=xls", admin).status()).isEqualTo(400);
        assertThat(get("reviews?after=x", admin).status()).isEqualTo(400);
    }
}
