package io.codemaster.app.processing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.springframework.stereotype.Component;

import io.codemaster.app.processing.ProcessorSettings.Kind;
import io.codemaster.app.web.start.InvalidConfigurationException;

/**
 * Every processing group of the product. A group that is not in here does not start, so that nothing runs by somebody
 * else's defaults.
 */
@Component
public class ProcessorTable {

    private static final int MANY = 256;

    private static final Duration UNWATCHED = Duration.ofMillis(250);

    /** A saga sends commands: what is sent once too often after an interruption is one event's worth. */
    private static final int ONE = 1;

    private static final int MOST_SEGMENTS = 64;

    private static final Pattern SETTING = Pattern.compile("([a-z-]+)=(\\d{1,4})");

    private final Map<String, ProcessorSettings> byGroup = new LinkedHashMap<>();

    ProcessorTable(ProcessorProperties properties) {
        // a stream's events are numbered in the order in which they are handled
        add(Kind.FEED, MANY, false, "codegen-feed", "taskId", "runId");
        // entries are numbered in the order of the events; by no key, so that no line of the agent's is read for one
        addUnwatched(false, "audit");
        add(Kind.PROJECTION, MANY, true, "generation-details", "taskId");
        add(Kind.PROJECTION, MANY, true, "inspection-details", "runId");
        add(Kind.PROJECTION, MANY, true, "merge-request", "requirementId");
        // a notice that is issued and a user who has read all there is
        add(Kind.PROJECTION, MANY, false, "notice-inbox");
        add(Kind.PROJECTION, MANY, true, "project-details", "projectId");
        // a repository's analysis shows how its run is doing
        add(Kind.PROJECTION, MANY, false, "repository-analysis", "repositoryId", "runId");
        add(Kind.PROJECTION, MANY, true, "repository-details", "repositoryId");
        // a requirement shows how its newest generation is doing
        add(Kind.PROJECTION, MANY, false, "requirement-details", "requirementId", "taskId");
        add(Kind.PROJECTION, MANY, true, "requirement-document", "requirementId");
        add(Kind.PROJECTION, MANY, true, "requirement-history", "requirementId");
        // a review of a follow-up begins with what the one before left open
        add(Kind.PROJECTION, MANY, false, "review-details", "taskId", "runId");
        // a requirement that ends is counted by the generation that it came of
        add(Kind.PROJECTION, MANY, false, "statistics", "requirementId", "taskId");
        add(Kind.PROJECTION, MANY, true, "user-details", "userId");
        // each run by itself; numbered as the stream is
        addUnwatched(true, "run-replay", "taskId", "runId");
        add(Kind.SAGA, ONE, false, "budget-saga", "requirementId", "taskId", "runId");
        add(Kind.SAGA, ONE, false, "codegen-saga", "taskId");
        add(Kind.SAGA, ONE, false, "inspection-saga", "runId");
        add(Kind.SAGA, ONE, false, "merge-request-saga", "requirementId");
        add(Kind.SAGA, ONE, false, "notice-saga", "requirementId", "taskId");
        add(Kind.SAGA, ONE, false, "review-saga", "requirementId", "taskId", "change.order.requirementId");
        properties.segments().forEach(this::divide);
    }

    private void add(Kind kind, int batchSize, boolean divisible, String group, String... keys) {
        byGroup.put(
                group,
                new ProcessorSettings(group, kind, 1, 1, batchSize, Duration.ZERO, SequenceKeys.of(keys), divisible));
    }

    /** A view of every line of the agents' that nobody watches while it grows. */
    private void addUnwatched(boolean divisible, String group, String... keys) {
        byGroup.put(
                group,
                new ProcessorSettings(group, Kind.PROJECTION, 1, 1, MANY, UNWATCHED, SequenceKeys.of(keys), divisible));
    }

    private void divide(String setting) {
        var form = SETTING.matcher(setting.strip());
        if (!form.matches()) {
            throw wrong("has '%s', which is not group=number".formatted(setting), "requirement-history=2");
        }
        var group = form.group(1);
        var known = byGroup.get(group);
        if (known == null) {
            throw wrong("names '%s', which is no processing group".formatted(group), "requirement-history=2");
        }
        int segments = Integer.parseInt(form.group(2));
        if (segments < 1 || segments > MOST_SEGMENTS) {
            throw wrong("must be 1 to %d for '%s'".formatted(MOST_SEGMENTS, group), group + "=2");
        }
        if (segments > 1 && !known.divisible()) {
            throw wrong("must be 1 for '%s', whose events depend on each other".formatted(group), group + "=1");
        }
        var threads = Math.min(segments, Runtime.getRuntime().availableProcessors());
        byGroup.put(
                group,
                new ProcessorSettings(
                        group,
                        known.kind(),
                        segments,
                        threads,
                        known.batchSize(),
                        known.pause(),
                        known.keys(),
                        known.divisible()));
    }

    private static InvalidConfigurationException wrong(String problem, String example) {
        return new InvalidConfigurationException(
                "codemaster.processors.segments", problem, "codemaster.processors.segments=" + example);
    }

    /** All groups, the feed first. */
    public List<ProcessorSettings> all() {
        return new ArrayList<>(byGroup.values());
    }

    /** The settings of a group. */
    public Optional<ProcessorSettings> find(String group) {
        return Optional.ofNullable(byGroup.get(group));
    }

    /**
     * The settings of a group that has to be there.
     *
     * @throws IllegalStateException when it is not: whoever made it adds it here and in docs/operations.md
     */
    public ProcessorSettings get(String group) {
        return find(group)
                .orElseThrow(() -> new IllegalStateException(
                        "the processing group '%s' is missing in ProcessorTable".formatted(group)));
    }
}
