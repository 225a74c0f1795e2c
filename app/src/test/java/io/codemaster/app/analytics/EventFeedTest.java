package io.codemaster.app.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.OpenTranscript;
import io.codemaster.api.codegen.OutputLine;
import io.codemaster.api.codegen.RecordOutput;
import io.codemaster.api.codegen.TranscriptId;
import io.codemaster.api.identity.AccessTokenId;
import io.codemaster.api.identity.TokenScope;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.identity.UserRole;
import io.codemaster.app.edge.TestServer;
import io.codemaster.app.edge.TestServer.Answer;
import io.codemaster.app.security.session.AccessTokens;
import tools.jackson.databind.JsonNode;

class EventFeedTest {

    /** What came behind a number that was taken back is linked seconds later. */
    private static final Duration LINKED = Duration.ofMinutes(1);

    private static final TestServer SERVER = TestServer.shared();

    private static String token(String user, TokenScope scope) {
        return SERVER.bean(AccessTokens.class)
                .make(
                        new UserId(user),
                        AccessTokenId.random(),
                        "feed",
                        Set.of(scope),
                        SERVER.clock.instant().plus(Duration.ofDays(1)));
    }

    private static String reader(String user, UserRole role) {
        SERVER.user(user, role);
        return token(user, TokenScope.EVENTS_READ);
    }

    private static String project(String key, String owner) {
        return SERVER.post("/api/v1/projects")
                .bearer(SERVER.user(owner, UserRole.PM))
                .json("{\"key\":\"%s\",\"name\":\"Feed\"}".formatted(key))
                .send()
                .body()
                .get("id")
                .asString();
    }

    private static Answer get(String path, String token) {
        return SERVER.get(path).bearer(token).send();
    }

    /** Everything there is for the reader, page by page. */
    private static List<JsonNode> all(String types, int limit, String token) {
        return all(types, limit, token, "0");
    }

    private static List<JsonNode> all(String types, int limit, String token, String start) {
        var found = new ArrayList<JsonNode>();
        var after = start;
        while (after != null) {
            var page = get("/api/v1/events?types=" + types + "&limit=" + limit + "&after=" + after, token);
            assertThat(page.status()).as(page.text()).isEqualTo(200);
            StreamSupport.stream(page.body().get("items").spliterator(), false).forEach(found::add);
            var next = page.body().get("nextCursor");
            after = next.isNull() ? null : next.asString();
        }
        return found;
    }

    private static List<JsonNode> of(String project, List<JsonNode> events) {
        return events.stream()
                .filter(it -> project.equals(it.get("subject").asString()))
                .toList();
    }

    @Test
    void anEventIsACloudEvent() {
        var token = reader("feed-ada", UserRole.PM);
        var id = project("FEDA", "feed-ada");

        var created = await().atMost(LINKED)
                .until(() -> of(id, all("com.codemaster.project.created.v1", 100, token)), it -> !it.isEmpty())
                .get(0);

        assertThat(created.get("specversion").asString()).isEqualTo("1.0");
        assertThat(created.get("type").asString()).isEqualTo("com.codemaster.project.created.v1");
        assertThat(created.get("source").asString()).startsWith("urn:codemaster:");
        assertThat(created.get("sequence").asString()).matches("[0-9]{20}");
        assertThat(created.get("authtype").asString()).isEqualTo("user");
        assertThat(created.get("authid").asString()).isEqualTo("feed-ada");
        assertThat(created.get("correlationid").asString()).isNotBlank();
        assertThat(created.at("/data/key").asString()).isEqualTo("FEDA");
        assertThat(created.has("dataref")).isFalse();
        assertThat(created.toString()).doesNotContain("127.0.0.1");
        var schema = get(created.get("dataschema").asString(), "").body();
        assertThat(schema.at("/properties/key/type").asString()).isEqualTo("string");
        created.get("data")
                .propertyNames()
                .forEach(it ->
                        assertThat(schema.get("properties").has(it)).as(it).isTrue());
    }

    @Test
    void everybodySeesTheEventsOfTheirProjectsAndAdministratorsAll() {
        var hers = reader("feed-hers", UserRole.PM);
        var his = reader("feed-his", UserRole.PM);
        var admin = reader("feed-admin", UserRole.ADMIN);
        var id = project("FEDB", "feed-hers");

        await().atMost(LINKED)
                .until(() -> of(id, all("com.codemaster.project*", 100, admin)).size() == 2);
        assertThat(of(id, all("com.codemaster.project*", 100, hers))).hasSize(2);
        assertThat(all("", 100, his)).isEmpty();
        assertThat(all("com.codemaster.user.registered*", 100, hers)).isEmpty();
        assertThat(all("com.codemaster.user.registered*", 100, admin)).isNotEmpty();
    }

    @Test
    void pagesOfAnyLengthTogetherAreTheSameAndInOrder() {
        var admin = reader("feed-pager", UserRole.ADMIN);
        var start = Long.toString(SERVER.bean(EventFeed.class).head());
        var id = project("FEDC", "feed-pages");
        await().atMost(LINKED).until(() -> of(id, all("", 100, admin, start)).size() >= 2);
        var upTo = SERVER.bean(EventFeed.class).head();
        var whole = all("", 1000, admin, start).stream()
                .map(it -> it.get("sequence").asString())
                .filter(it -> Long.parseLong(it) <= upTo)
                .toList();
        var byFew = all("", 2, admin, start).stream()
                .map(it -> it.get("sequence").asString())
                .filter(it -> Long.parseLong(it) <= upTo)
                .toList();

        assertThat(byFew).isEqualTo(whole);
        assertThat(whole).isSorted().doesNotHaveDuplicates().isNotEmpty();
    }

    @Test
    void onlyATokenWithTheScopeReads() {
        var owner = SERVER.user("feed-scopes", UserRole.PM);
        assertThat(get("/api/v1/events", owner).code()).isEqualTo("auth.scope-missing");
        assertThat(get("/api/v1/events", token("feed-scopes", TokenScope.WRITE)).code())
                .isEqualTo("auth.scope-missing");
        assertThat(get("/api/v1/events", "").status()).isEqualTo(401);
        var token = token("feed-scopes", TokenScope.EVENTS_READ);
        assertThat(get("/api/v1/events", token).status()).isEqualTo(200);
        assertThat(get("/api/v1/projects", token).code()).isEqualTo("auth.scope-missing");
        assertThat(get("/api/v1/events?types=com.codemaster.nonsense.v1", token).status())
                .isEqualTo(400);
        assertThat(get("/api/v1/events?after=x", token).status()).isEqualTo(400);
    }

    @Test
    void whatIsLongIsFetchedByItsAddress() {
        var admin = reader("feed-long", UserRole.ADMIN);
        var task = new CodegenTaskId("feed-long-task");
        var transcript = TranscriptId.of(task, 1);
        var commands = SERVER.bean(CommandGateway.class);
        commands.sendAndWait(new OpenTranscript(transcript, task, 1));
        commands.sendAndWait(new RecordOutput(
                transcript, List.of(new OutputLine(1, "x".repeat(70_000), false, null, null, 70_000, true, 0))));

        var line = await().atMost(LINKED)
                .until(
                        () -> all("com.codemaster.output_line.recorded.v1", 100, admin).stream()
                                .filter(it -> it.get("subject").asString().equals(transcript.value()))
                                .toList(),
                        it -> !it.isEmpty())
                .get(0);

        assertThat(line.has("data")).isFalse();
        var data = get(line.get("dataref").asString(), admin);
        assertThat(data.body().at("/line/text").asString()).hasSize(70_000);
        assertThat(get(line.get("dataref").asString(), reader("feed-nosy", UserRole.PM))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whoFollowsGetsWhatWasAndWhatComesUntilTheTokenIsGone() {
        var owner = "feed-follower";
        var token = reader(owner, UserRole.PM);
        var first = project("FEDD", owner);
        var seen = new ArrayList<String>();
        try (var lines = SERVER.get("/api/v1/events/stream?types=com.codemaster.project.created.v1")
                .bearer(token)
                .lines()) {
            var second = new String[1];
            var iterator = lines.iterator();
            while (iterator.hasNext() && seen.size() < 2) {
                var line = iterator.next();
                if (line.startsWith("data: ")) {
                    seen.add(line.contains(first) ? "first" : "second");
                    if (second[0] == null) {
                        second[0] = project("FEDE", owner);
                    }
                }
            }
            assertThat(seen).containsExactly("first", "second");
            SERVER.bean(JdbcTemplate.class).update("DELETE FROM access_token WHERE user_id = ?", owner);
            while (iterator.hasNext()) {
                assertThat(iterator.next()).doesNotStartWith("data: ");
            }
        }
    }
}
