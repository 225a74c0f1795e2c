package io.codemaster.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.axoniq.axonserver.connector.AxonServerConnectionFactory;
import io.axoniq.axonserver.connector.event.EventChannel;
import io.axoniq.axonserver.connector.impl.ServerAddress;
import io.axoniq.axonserver.grpc.control.ClientIdentification;
import io.axoniq.axonserver.grpc.control.PlatformServiceGrpc;
import io.codemaster.app.record.RecordVerificationProgram;
import io.codemaster.app.record.verify.Verify;
import io.codemaster.app.store.move.MoveStoreProgram;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import tools.jackson.databind.JsonNode;

/**
 * A store moves from the embedded database, or from a server, into a real Axon Server whose address comes from outside, and
 * its record is the same there: the chain, the events for other programs, the evidence. The server has to let its events be
 * deleted (AXONSERVER_DEVMODE=true).
 */
@ExtendWith({AxonServerTurn.class, OutputCaptureExtension.class})
class AxonServerJourney {

    private static final @Nullable String SERVER = AxonServerTurn.SERVER;

    private static final String JWT = "the same secret before the move and after it";

    private static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    @TempDir
    private Path directory;

    private Path data;

    private Path to;

    /** How the product was told where its store is, before the move. */
    private Map<String, String> source = Map.of();

    @BeforeEach
    void anEmptyServer() throws Exception {
        assumeThat(SERVER)
                .as("CODEMASTER_TEST_AXONSERVER names no Axon Server, as host:port")
                .isNotNull();
        assumeThat(empty())
                .as("the Axon Server does not delete its events: start it with AXONSERVER_DEVMODE=true")
                .isEqualTo(200);
        data = directory.resolve("data");
        to = directory.resolve("to.yml");
    }

    @ParameterizedTest(name = "from a server: {0}")
    @ValueSource(booleans = {false, true})
    void theRecordIsTheSameAfterTheMoveAndGoesOn(boolean fromAServer, CapturedOutput output) throws Exception {
        try (var database = new TestingMariaDb(directory.resolve("mariadb"))) {
            if (fromAServer) {
                assertThat(database.asRoot("CREATE DATABASE source CHARACTER SET utf8mb4"))
                        .isTrue();
                source = Map.of(
                        "codemaster.database.url", database.url("source"),
                        "codemaster.database.user", "cm",
                        "codemaster.database.password", "cm");
            }
            var before = recorded();
            beginToMove(database);

            assertThat(move()).as(output.getOut()).isZero();

            assertThat(output.getOut())
                    .contains("Going on with the copy that broke off.", "Comparing the events", "The store is moved")
                    .contains("read models were compared");
            assertThat(move()).isEqualTo(1);
            assertThat(output.getOut()).contains("The target is not empty");
            assertThat(database.asRoot("CREATE DATABASE other CHARACTER SET utf8mb4"))
                    .isTrue();
            write(database, "other");
            assertThat(move()).isEqualTo(1);
            assertThat(output.getOut()).contains(" events already. Stop it, delete its events");
            assertThat(RecordVerificationProgram.run(words(
                            RecordVerificationProgram.WORD,
                            "--codemaster.data-dir=" + data,
                            "--codemaster.axonserver.servers=" + SERVER,
                            "--codemaster.auth.jwt.secret=" + JWT,
                            "--codemaster.encryption.keys[0].id=k1",
                            "--codemaster.encryption.keys[0].secret=" + KEY,
                            "--codemaster.database.url=" + database.url(),
                            "--codemaster.database.user=cm",
                            "--codemaster.database.password=cm")))
                    .as(output.getOut())
                    .isZero();
            assertThat(output.getOut()).contains("The record is intact");

            try (var product = database.configure(product())
                    .with("codemaster.axonserver.servers", String.valueOf(SERVER))
                    .start()) {
                goesOn(product, before);
            }
        }
    }

    /** What the first product has of its run. */
    private record Before(String task, JsonNode details, JsonNode firstEvents) {}

    private Before recorded() throws Exception {
        var from = product();
        source.forEach(from::with);
        try (var product = from.start()) {
            var rd = ApiClient.demo(product, "RD");
            var task = JourneyWorld.generate(rd, "journey-flood");
            assertThat(rd.awaitEnd(task).get("status").asString()).isEqualTo("COMPLETED");
            var admin = ApiClient.demo(product, "ADMIN");
            Awaitility.await("everything is linked")
                    .atMost(Duration.ofMinutes(1))
                    .until(() ->
                            admin.get("/api/v1/audit/verify").get("pending").asLong() == 0);
            return new Before(task, rd.task(task), events(admin));
        }
    }

    private static void goesOn(TestingProduct product, Before before) throws Exception {
        var rd = ApiClient.demo(product, "RD");
        var admin = ApiClient.demo(product, "ADMIN");
        assertThat(rd.task(before.task())).isEqualTo(before.details());
        assertThat(events(admin)).isEqualTo(before.firstEvents());
        long entries = intact(admin);

        var task = JourneyWorld.generate(rd, "journey-edit");
        assertThat(rd.awaitEnd(task).get("status").asString()).isEqualTo("COMPLETED");

        Awaitility.await("the new events are linked too")
                .atMost(Duration.ofSeconds(30))
                .until(() -> intact(admin) > entries
                        && admin.get("/api/v1/audit/verify").get("pending").asLong() == 0);
        var news = admin.program("events:read")
                .get("/api/v1/events?limit=1000&types=com.codemaster.generation.completed.v1&after=" + entries)
                .get("items");
        assertThat(news.valueStream().map(it -> it.get("subject").asString())).containsExactly(task);
        var memberSees = rd.program("events:read")
                .get("/api/v1/events?limit=5&types=com.codemaster.generation.*")
                .get("items");
        assertThat(memberSees.size()).isEqualTo(5);
        assertThat(admin.get("/api/v1/audit?limit=20").get("items").get(0).get("hash"))
                .isNotNull();
        for (var run : List.of(before.task(), task)) {
            assertThat(rd.get("/api/v1/codegen/" + run + "/events/3/record")
                            .get("verified")
                            .asBoolean())
                    .isTrue();
            var bundle = product.dataDir().resolve(run + ".zip");
            var answer = admin.getBytes("/api/v1/codegen/" + run + "/evidence");
            assertThat(answer.statusCode()).isEqualTo(200);
            Files.write(bundle, answer.body());
            assertThat(Verify.run(bundle)).isZero();
        }
    }

    private static JsonNode events(ApiClient client) throws IOException, InterruptedException {
        return client.program("events:read").get("/api/v1/events?limit=500").get("items");
    }

    private static long intact(ApiClient admin) throws IOException, InterruptedException {
        var verdict = admin.get("/api/v1/audit/verify");
        assertThat(verdict.get("intact").asBoolean()).as(verdict.toString()).isTrue();
        return verdict.get("entries").asLong();
    }

    private TestingProduct product() {
        return JourneyWorld.product(data)
                .with("codemaster.auth.jwt.secret", JWT)
                .with("codemaster.encryption.keys[0].id", "k1")
                .with("codemaster.encryption.keys[0].secret", KEY);
    }

    // ---- the move ----

    private void write(TestingMariaDb database, String name) throws IOException {
        Files.writeString(to, """
                codemaster:
                  database:
                    url: %s
                    user: cm
                    password: cm
                  axonserver:
                    servers: %s
                """.formatted(database.url(name), SERVER));
    }

    /** In a process of its own, which is killed as soon as the server has some events. */
    private void beginToMove(TestingMariaDb database) throws Exception {
        write(database, "codemaster");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.codemaster.app.CodeMaster"));
        command.addAll(List.of(moving()));
        var factory = AxonServerConnectionFactory.forClient("axon-server-journey")
                .routingServers(address())
                .build();
        try {
            EventChannel events = factory.connect("default").eventChannel();
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("move.log").toFile())
                    .start();
            Awaitility.await("events arrive, see " + directory.resolve("move.log"))
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> events.getLastToken().get() > 0 || !process.isAlive());
            process.destroyForcibly().waitFor();
            assertThat(process.exitValue())
                    .as(Files.readString(directory.resolve("move.log")))
                    .isNotEqualTo(1);
            assertThat(events.getLastToken().get()).isPositive();
        } finally {
            factory.shutdown();
        }
    }

    private int move() {
        return MoveStoreProgram.run(moving());
    }

    private String[] moving() {
        var from = source.entrySet().stream().map(it -> "--" + it.getKey() + "=" + it.getValue());
        return words(
                Stream.concat(Stream.of(MoveStoreProgram.WORD, "--to=" + to, "--codemaster.data-dir=" + data), from)
                        .toArray(String[]::new));
    }

    private static String[] words(String... arguments) {
        return Stream.concat(
                        Stream.of(arguments),
                        Stream.of("--logging.threshold.console=WARN", "--spring.main.banner-mode=off"))
                .toArray(String[]::new);
    }

    // ---- the server ----

    /** Answers the status of the request that deletes everything. */
    private static int empty() throws IOException, InterruptedException {
        var address = address();
        var channel = NettyChannelBuilder.forAddress(address.getHostName(), address.getGrpcPort())
                .usePlaintext()
                .build();
        try {
            var node = PlatformServiceGrpc.newBlockingStub(channel)
                    .getPlatformServer(ClientIdentification.newBuilder()
                            .setClientId("axon-server-journey")
                            .setComponentName("journey")
                            .build())
                    .getPrimary();
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://%s:%d/v1/devmode/purge-events"
                                            .formatted(address.getHostName(), node.getHttpPort())))
                                    .DELETE()
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } finally {
            channel.shutdownNow();
        }
    }

    private static ServerAddress address() {
        var parts = String.valueOf(SERVER).split(":", 2);
        return parts.length == 2
                ? new ServerAddress(parts[0], Integer.parseInt(parts[1]))
                : new ServerAddress(parts[0]);
    }
}
