package io.codemaster.journey;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * The product as a process of its own, on the class path of the tests, with a data directory that outlives it: it can be
 * stopped, killed and started again like in real life.
 */
final class TestingProduct implements AutoCloseable {

    private static final Duration START_PATIENCE = Duration.ofMinutes(3);

    private final Path dataDir;

    private final int port;

    private final Map<String, String> properties = new LinkedHashMap<>();

    private final Map<String, String> environment = new HashMap<>();

    private @Nullable Process process;

    private int starts;

    TestingProduct(Path dataDir) {
        this.dataDir = dataDir;
        this.port = freePort();
        with("codemaster.data-dir", dataDir.toString());
        with("codemaster.server.port", Integer.toString(port));
        with("codemaster.demo", "on");
        with("codemaster.claude.command", TestingCli.command());
        with("codemaster.codegen.retry-pause", "1s");
    }

    TestingProduct with(String key, String value) {
        properties.put(key, value);
        return this;
    }

    TestingProduct withEnvironment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    TestingProduct start() throws IOException {
        starts++;
        Files.createDirectories(dataDir);
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                "io.codemaster.app.CodeMaster"));
        properties.forEach((key, value) -> command.add("--" + key + "=" + value));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log().toFile());
        builder.environment().putAll(environment);
        process = builder.start();
        Awaitility.await("the product is ready, see " + log())
                .atMost(START_PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(this::isReady);
        return this;
    }

    private boolean isReady() {
        if (process == null || !process.isAlive()) {
            throw new IllegalStateException("the product ended while it started, see " + log() + "\n" + logText());
        }
        try {
            var answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(baseUrl() + "/actuator/health/readiness"))
                                    .timeout(Duration.ofSeconds(5))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding());
            return answer.statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    String baseUrl() {
        return "http://127.0.0.1:" + port;
    }

    Path dataDir() {
        return dataDir;
    }

    Process process() {
        return java.util.Objects.requireNonNull(process, "the product was not started");
    }

    Path log() {
        return dataDir.resolve("product-" + starts + ".log");
    }

    String logText() {
        try {
            return Files.exists(log()) ? Files.readString(log()) : "";
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** SIGKILL: nothing gets a chance to tidy up. */
    void kill() throws InterruptedException {
        process().destroyForcibly().waitFor();
    }

    /** SIGTERM; answers the exit code. */
    int terminate(Duration patience) throws InterruptedException {
        process().destroy();
        if (!process().waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("the product did not stop, see " + log());
        }
        return process().exitValue();
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroy();
            try {
                if (!process.waitFor(60, TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }

    static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
