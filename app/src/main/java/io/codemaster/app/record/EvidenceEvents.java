package io.codemaster.app.record;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;

import org.springframework.jdbc.core.JdbcTemplate;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.inspection.InspectionId;
import io.codemaster.api.mergerequest.MergeRequestId;
import io.codemaster.api.review.ReviewId;

/**
 * The events behind some generations of a requirement: their own, their transcripts', their reviews' with the runs of the AI
 * reviews, the requirement's and its merge request's, in the order of their numbers.
 */
final class EvidenceEvents {

    private static final int BATCH = 500;

    private final JdbcTemplate jdbc;

    private final List<Long> numbers;

    private EvidenceEvents(JdbcTemplate jdbc, List<Long> numbers) {
        this.jdbc = jdbc;
        this.numbers = numbers;
    }

    static EvidenceEvents of(JdbcTemplate jdbc, EvidenceSubject subject) {
        var numbers = new TreeSet<Long>();
        Consumer<String> aggregate = id -> numbers.addAll(jdbc.queryForList(
                "SELECT global_index FROM domain_event WHERE aggregate_identifier = ?", Long.class, id));
        // a transcript is named after its run: the sign after the colon is the end of the names that begin so
        Consumer<String> parts = id -> numbers.addAll(jdbc.queryForList(
                "SELECT global_index FROM domain_event WHERE aggregate_identifier >= ? AND aggregate_identifier < ?",
                Long.class,
                id + ":",
                id + ";"));
        aggregate.accept(subject.requirement().value());
        aggregate.accept(MergeRequestId.of(subject.requirement()).value());
        for (var task : subject.generations()) {
            aggregate.accept(task.value());
            parts.accept(task.value());
            aggregate.accept(ReviewId.of(task).value());
            for (var run :
                    jdbc.queryForList("SELECT run_id FROM ai_review WHERE task_id = ?", String.class, task.value())) {
                aggregate.accept(InspectionId.of(new CodegenTaskId(run)).value());
                parts.accept(run);
            }
        }
        return new EvidenceEvents(jdbc, List.copyOf(numbers));
    }

    /** Those of one aggregate among them. */
    EvidenceEvents of(String aggregate) {
        return new EvidenceEvents(
                jdbc,
                jdbc.queryForList(
                        "SELECT global_index FROM domain_event WHERE aggregate_identifier = ? AND global_index <= ?"
                                + " ORDER BY global_index",
                        Long.class,
                        aggregate,
                        lastNumber()));
    }

    int count() {
        return numbers.size();
    }

    long lastNumber() {
        return numbers.isEmpty() ? 0 : numbers.get(numbers.size() - 1);
    }

    /** What is done with an event at its place in the chain. */
    interface Visitor<X extends Exception> {

        void visit(RecordedEvent event, long position) throws X;
    }

    /** Goes through all of them; one that is not linked has no place and is left out. */
    <X extends Exception> void each(Visitor<X> visitor) throws X {
        var events = new EventLog(jdbc);
        for (int from = 0; from < numbers.size(); from += BATCH) {
            var batch = numbers.subList(from, Math.min(numbers.size(), from + BATCH));
            var positions = positions(batch);
            for (var event : events.of(batch)) {
                var position = positions.get(event.globalIndex());
                if (position != null) {
                    visitor.visit(event, position);
                }
            }
        }
    }

    /** From the place before the first to that of the last. */
    List<Long> range() {
        var found = new ArrayList<Long>();
        if (!numbers.isEmpty()) {
            for (var number : List.of(numbers.get(0), lastNumber())) {
                var position = positions(List.of(number)).get(number);
                if (position != null) {
                    found.add(position);
                }
            }
        }
        return found;
    }

    private Map<Long, Long> positions(List<Long> batch) {
        var positions = new HashMap<Long, Long>();
        var marks = String.join(", ", Collections.nCopies(batch.size(), "?"));
        jdbc.query(
                "SELECT global_index, position FROM record_link WHERE global_index IN (" + marks + ")",
                row -> {
                    positions.put(row.getLong(1), row.getLong(2));
                },
                batch.toArray());
        return positions;
    }
}
