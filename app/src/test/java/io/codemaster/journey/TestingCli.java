package io.codemaster.journey;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/** Finds the real agent CLI that the tests run. */
public final class TestingCli {

    private TestingCli() {}

    /** The path of the CLI: what CODEMASTER_CLAUDE names, else the first {@code claude} on the PATH. */
    public static String command() {
        var path = System.getenv().getOrDefault("PATH", "");
        return Stream.concat(
                        Stream.ofNullable(System.getenv("CODEMASTER_CLAUDE")),
                        Stream.concat(
                                Stream.of(path.split(":")).map(it -> it + "/claude"),
                                Stream.of("/opt/probe/node_modules/.bin/claude")))
                .filter(Objects::nonNull)
                .filter(it -> Files.isExecutable(Path.of(it)))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException(
                                "the tests run the real Claude Code CLI; './codemaster test' installs it and sets CODEMASTER_CLAUDE"));
    }
}
