package io.codemaster.app.record;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.springframework.jdbc.core.JdbcTemplate;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.inspection.InspectionId;
import io.codemaster.api.mergerequest.MergeRequestId;
import io.codemaster.api.review.ReviewId;
import io.codemaster.app.store.event.EventLog;
import io.codemaster.app.store.event.RecordedEvent;

/**
 * The events behind some generations of a requirement: their own, their transcripts', their reviews' with the runs of the AI
 * reviews, the requirement's and its merge request's, in the order of their numbers.
 */
final class EvidenceEvents {

    private static final int BATCH = 500;

    private final EventLog events;

    private final JdbcTemplate jdbc;

    private final List<Long> numbers;

    private EvidenceEvents(EventLog events, JdbcTemplate jdbc, List<Long> numbers) {
        this.events = events;
        this.jdbc = jdbc;
        this.numbers = numbers;
    }

    static EvidenceEvents of(EventLog events, JdbcTemplate jdbc, EvidenceSubject subject) {
        var numbers = new TreeSet<Long>();
        numbers.addAll(events.numbersOf(subject.requirement().value()));
        numbers.addAll(events.numbersOf(MergeRequestId.of(subject.requirement()).value()));
        for (var task : subject.generations()) {
            // a transcript is named after its run
            numbers.addAll(events.numbersOf(task.value(), task.value()));
            numbers.addAll(events.numbersOf(ReviewId.of(task).value()));
            for (var run :
                    jdbc.queryForList("SELECT run_id FROM ai_review WHERE task_id = ?", String.class, task.value())) {
                numbers.addAll(
                        events.numbersOf(InspectionId.of(new CodegenTaskId(run)).value(), run));
            }
        }
        return new EvidenceEvents(events, jdbc, List.copyOf(numbers));
    }

    /** Those of one aggregate among them. */
    EvidenceEvents of(String aggregate) {
        return new EvidenceEvents(
                events,
                jdbc,
                events.numbersOf(aggregate).stream()
                        .filter(it -> it <= lastNumber())
                        .sorted()
                        .toList());
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
