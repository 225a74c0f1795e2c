package io.codemaster.app.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.GenerationOrder;
import io.codemaster.api.codegen.OpenTranscript;
import io.codemaster.api.codegen.OutputLine;
import io.codemaster.api.codegen.OutputLineRecorded;
import io.codemaster.api.codegen.RecordOutput;
import io.codemaster.api.codegen.RecordWorkspaceTree;
import io.codemaster.api.codegen.RequestGeneration;
import io.codemaster.api.codegen.TranscriptId;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.identity.UserRole;
import io.codemaster.api.project.CreateProject;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.repository.LinkRepository;
import io.codemaster.api.repository.Platform;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.app.edge.SampleOrders;
import io.codemaster.app.edge.TestServer;
import io.codemaster.app.edge.TestServer.Answer;
import tools.jackson.databind.JsonNode;

/** The record of single events over HTTP. The attempt is one that no worker has, so that nothing else prints into it. */
class EventRecordTest {

    private static final TestServer SERVER = TestServer.shared();

    private static final CodegenTaskId RUN = new CodegenTaskId("record-run");

    private static final int ATTEMPT = 7;

    private static final TranscriptId TRANSCRIPT = TranscriptId.of(RUN, ATTEMPT);

    /** What came behind a number that was taken back is linked seconds later. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static String owner = "";

    @BeforeAll
    static void aRunThatPrintedTwelveLinesAndChangedFilesTwice() {
        owner = SERVER.user("record-owner", UserRole.PM);
        var commands = SERVER.bean(CommandGateway.class);
        var project = new ProjectId("record-project");
        var repository = new RepositoryId("record-repository");
        var gitUrl = "https://git.example.com/record.git";
        commands.sendAndWait(new CreateProject(project, "RECORD", "Record", null, new UserId("record-owner"), false));
        commands.sendAndWait(new LinkRepository(repository, project, gitUrl, Platform.GIT, "main", null, false));
        commands.sendAndWait(
                new RequestGeneration(RUN, order(project, repository, gitUrl), new UserId("record-owner")));
        commands.sendAndWait(new OpenTranscript(TRANSCRIPT, RUN, ATTEMPT));
        commands.sendAndWait(new RecordOutput(TRANSCRIPT, lines(1, 4)));
        commands.sendAndWait(new RecordWorkspaceTree(TRANSCRIPT, 4, "a".repeat(40), null));
        commands.sendAndWait(new RecordOutput(TRANSCRIPT, lines(5, 8)));
        commands.sendAndWait(new RecordWorkspaceTree(TRANSCRIPT, 8, "b".repeat(40), null));
        commands.sendAndWait(new RecordOutput(TRANSCRIPT, lines(9, 12)));
        await().atMost(PATIENCE).until(() -> sequences().size() == 12);
        await().atMost(PATIENCE)
                .until(() -> !record(sequences().get(11)).get("verified").isNull());
    }

    private static GenerationOrder order(ProjectId project, RepositoryId repository, String gitUrl) {
        return SampleOrders.order(new RequirementId("record-requirement"), "RECORD-1", project, repository, gitUrl);
    }

    private static List<OutputLine> lines(long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(it -> new OutputLine(it, "{\"n\":" + it + "}", true, null, null, 7, true, 0))
                .toList();
    }

    private static Answer get(String path) {
        return SERVER.get("/api/v1/codegen/" + RUN + path).bearer(owner).send();
    }

    private static JsonNode record(long sequence) {
        var answer = get("/events/" + sequence + "/record");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.body();
    }

    private static List<JsonNode> events() {
        return get("/events?limit=1000").body().get("items").valueStream().toList();
    }

    /** Of the twelve lines, in their order. */
    private static List<Long> sequences() {
        return events().stream()
                .filter(it -> it.at("/data/attempt").asInt() == ATTEMPT
                        && it.get("event").asString().equals("output"))
                .map(it -> it.get("sequence").asLong())
                .toList();
    }

    private static String storedLine(long number) {
        return SERVER.bean(EventStore.class)
                .readEvents(TRANSCRIPT.value())
                .asStream()
                .filter(it -> it.getPayload() instanceof OutputLineRecorded line
                        && line.line().number() == number)
                .findFirst()
                .orElseThrow()
                .getIdentifier();
    }

    @Test
    void everyLineLeadsToItsOwnEvent() {
        var sequences = sequences();
        for (int number = 1; number <= 12; number++) {
            var found = record(sequences.get(number - 1));
            assertThat(found.get("eventId").asString()).isEqualTo(storedLine(number));
            assertThat(found.get("type").asString()).isEqualTo("OutputLineRecorded");
            assertThat(found.get("revision").asString()).isEqualTo("1");
        }
    }

    @Test
    void aLinkedEventHasItsPlaceAndHashes() {
        var sequences = sequences();
        var first = record(sequences.get(0));
        var second = record(sequences.get(1));
        assertThat(second.get("verified").asBoolean()).isTrue();
        assertThat(second.get("hash").asString()).matches("[0-9a-f]{64}");
        assertThat(second.get("position").asLong())
                .isGreaterThan(first.get("position").asLong());
        assertThat(second.get("previousHash").asString()).matches("[0-9a-f]{64}");
    }

    @Test
    void aStepOfTheRunKnowsWhatCausedIt() {
        var step = events().stream()
                .filter(it -> it.get("event").asString().equals("status"))
                .findFirst()
                .orElseThrow();
        var found = record(step.get("sequence").asLong());
        assertThat(found.get("type").asString()).isEqualTo("AttemptQueued");
        assertThat(found.get("at").asString()).isEqualTo(step.get("at").asString());
        assertThat(found.get("causationId").asString()).isNotEmpty();
        assertThat(found.get("correlationId").asString()).isNotEmpty();
        assertThat(found.get("traceId").asString()).isNotEmpty();
    }

    @Test
    void anEventThatWasAlteredDoesNotVerify() {
        var jdbc = SERVER.bean(JdbcTemplate.class);
        var sequence = sequences().get(5);
        var id = record(sequence).get("eventId").asString();
        var was =
                jdbc.queryForObject("SELECT meta_data FROM domain_event WHERE event_identifier = ?", byte[].class, id);
        try {
            jdbc.update(
                    "UPDATE domain_event SET meta_data = ? WHERE event_identifier = ?",
                    "{\"actor\":\"nobody\"}".getBytes(StandardCharsets.UTF_8),
                    id);
            assertThat(record(sequence).get("verified").asBoolean()).isFalse();
            assertThat(record(sequences().get(6)).get("verified").asBoolean()).isTrue();
        } finally {
            jdbc.update("UPDATE domain_event SET meta_data = ? WHERE event_identifier = ?", was, id);
        }
        assertThat(record(sequence).get("verified").asBoolean()).isTrue();
    }

    @Test
    void whoDoesNotBelongToTheProjectFindsNothing() {
        var stranger = SERVER.user("record-stranger", UserRole.RD);
        var path = "/api/v1/codegen/" + RUN + "/events/1/record";
        assertThat(SERVER.get(path).bearer(stranger).send().status()).isEqualTo(404);
        assertThat(SERVER.get(path).send().status()).isEqualTo(401);
        assertThat(get("/events/99999/record").status()).isEqualTo(404);
    }
}
