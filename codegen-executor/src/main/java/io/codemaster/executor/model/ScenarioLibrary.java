package io.codemaster.executor.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import tools.jackson.databind.json.JsonMapper;

/** The scenarios that the scripted model knows, by name. */
final class ScenarioLibrary {

    /** Answers what no other scenario matches. */
    static final String FALLBACK = "default";

    private static final String SUFFIX = ".json";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<String, Scenario> scenarios = new TreeMap<>();

    private ScenarioLibrary() {}

    /** The product's own scenarios, and those of a directory, which win. */
    static ScenarioLibrary load(@Nullable Path directory) {
        var library = new ScenarioLibrary();
        try {
            for (Resource resource :
                    new PathMatchingResourcePatternResolver().getResources("classpath*:demo/scenarios/*.json")) {
                try (InputStream in = resource.getInputStream()) {
                    library.add(String.valueOf(resource.getFilename()), in);
                }
            }
            if (directory != null) {
                library.addAll(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the demo scenarios cannot be read", e);
        }
        return library;
    }

    Optional<Scenario> named(String name) {
        return Optional.ofNullable(scenarios.get(name));
    }

    /**
     * The first whose pattern the prompt matches.
     *
     * @param answering whether an answer in a fixed form is asked for
     */
    Optional<Scenario> matching(String prompt, boolean answering) {
        return scenarios.values().stream()
                .filter(scenario -> scenario.answering() == answering
                        && scenario.match() != null
                        && scenario.match().matcher(prompt).find())
                .findFirst();
    }

    private void addAll(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.sorted().toList()) {
                if (file.getFileName().toString().endsWith(SUFFIX)) {
                    try (InputStream in = Files.newInputStream(file)) {
                        add(file.getFileName().toString(), in);
                    }
                }
            }
        }
    }

    private void add(String fileName, InputStream in) {
        String name = fileName.substring(0, fileName.length() - SUFFIX.length());
        scenarios.put(name, Scenario.read(name, JSON.readTree(in)));
    }
}
