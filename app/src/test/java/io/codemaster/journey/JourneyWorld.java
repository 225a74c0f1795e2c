package io.codemaster.journey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the stories share: a product with scenarios for tests, and looks at the machine around it. */
final class JourneyWorld {

    static final String PROJECT = "demo-project";

    static final String REPOSITORY = "demo-repository";

    private JourneyWorld() {}

    static TestingProduct product(Path dataDir) {
        return new TestingProduct(dataDir)
                .with(
                        "codemaster.demo-scenarios",
                        Path.of("src/test/resources/scenarios").toAbsolutePath().toString());
    }

    /** A requirement whose generation plays the scenario of this name. */
    static String requirement(ApiClient client, String scenario) throws IOException, InterruptedException {
        return client.submit(PROJECT, REPOSITORY, "Play " + scenario, "Please play [[scenario:" + scenario + "]].");
    }

    static String generate(ApiClient client, String scenario) throws IOException, InterruptedException {
        return client.generate(requirement(client, scenario));
    }

    /** Processes whose command line holds this text, by pid; reads {@code /proc}. */
    static List<Long> processes(String text) throws IOException {
        try (var all = Files.list(Path.of("/proc"))) {
            return all.filter(it -> it.getFileName().toString().matches("\\d+"))
                    .filter(it -> commandLine(it).contains(text))
                    .map(it -> Long.parseLong(it.getFileName().toString()))
                    .toList();
        }
    }

    private static String commandLine(Path process) {
        try {
            return Files.readString(process.resolve("cmdline"), java.nio.charset.StandardCharsets.ISO_8859_1)
                    .replace('\0', ' ');
        } catch (IOException gone) {
            return "";
        }
    }

    /** Runs git and answers its output. */
    static String git(String... arguments) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        Stream.concat(Stream.of("git"), Stream.of(arguments)).toList())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", arguments) + ": " + output);
        }
        return output;
    }

    /** Every regular file below a directory whose bytes hold the text. */
    static List<Path> filesWith(Path directory, String text) throws IOException {
        var needle = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        try (var files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(it -> holds(it, needle))
                    .toList();
        }
    }

    private static boolean holds(Path file, byte[] needle) {
        try {
            var haystack = Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
            return haystack.contains(new String(needle, java.nio.charset.StandardCharsets.ISO_8859_1));
        } catch (IOException gone) {
            return false;
        }
    }
}
