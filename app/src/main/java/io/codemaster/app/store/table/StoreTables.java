package io.codemaster.app.store.table;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What becomes of each table when the store moves. A table that is not named here is copied, so that none is forgotten;
 * read models are made again from the events, which also shows that the events are all there.
 */
public final class StoreTables {

    /** First, and never after anything that refers to it. */
    public static final String EVENTS = "domain_event";

    public static final String CHUNKS = "artifact_chunk";

    public static final String TOKENS = "processor_token";

    public static final String MOVE = "store_move";

    /** The chain over the events, by their numbers. */
    public static final String LINKS = "record_link";

    /** Events that a processing group could not handle. */
    public static final List<String> HELD = List.of("dead_letter", "dead_letter_key", "dead_letter_sequence");

    /** Read models by the processing group that makes them. */
    public static final Map<String, String> VIEWS = Map.ofEntries(
            Map.entry("ai_review", "review-details"),
            Map.entry("ai_review_dismissal", "review-details"),
            Map.entry("audit_entry", "audit"),
            Map.entry("audit_object", "audit"),
            Map.entry("codegen_feed", "codegen-feed"),
            Map.entry("codegen_feed_head", "codegen-feed"),
            Map.entry("generation_details", "generation-details"),
            Map.entry("human_review", "review-details"),
            Map.entry("human_review_comment", "review-details"),
            Map.entry("inbox_notice", "notice-inbox"),
            Map.entry("inspection_details", "inspection-details"),
            Map.entry("merge_request", "merge-request"),
            Map.entry("notice_choice", "notice-inbox"),
            Map.entry("project_details", "project-details"),
            Map.entry("project_member", "project-details"),
            Map.entry("repository_analysis", "repository-analysis"),
            Map.entry("repository_details", "repository-details"),
            Map.entry("requirement_attachment", "requirement-details"),
            Map.entry("requirement_details", "requirement-details"),
            Map.entry("requirement_document", "requirement-document"),
            Map.entry("requirement_history", "requirement-history"),
            Map.entry("requirement_history_change", "requirement-history"),
            Map.entry("requirement_run", "requirement-details"),
            Map.entry("review_change", "review-details"),
            Map.entry("review_draft", "review-details"),
            Map.entry("run_call", "run-replay"),
            Map.entry("run_moment", "run-replay"),
            Map.entry("run_moment_head", "run-replay"),
            Map.entry("run_tree", "run-replay"),
            Map.entry("run_tree_file", "run-replay"),
            Map.entry("statistics_board_limit", "statistics"),
            Map.entry("statistics_budget", "statistics"),
            Map.entry("statistics_spending", "statistics"),
            Map.entry("statistics_generation", "statistics"),
            Map.entry("statistics_requirement", "statistics"),
            Map.entry("user_details", "user-details"),
            Map.entry("user_identity", "user-details"));

    /**
     * What tells in which order rows of a read model came in. Of two transactions that append at the same time, the one that
     * has the later numbers may be there first, and whoever reads along hears of it first; whoever reads again hears of them
     * in the order of the numbers.
     */
    private static final Map<String, String> ARRIVALS = Map.of("audit_entry", "seq");

    /** Made again when they are needed, each database's own, or what processes tell each other while they run. */
    private static final Set<String> LEFT_BEHIND = Set.of(
            "snapshot_event",
            "flyway_schema_history",
            MOVE,
            "run_queue",
            "run_queue_turn",
            "worker_task",
            "rights_change",
            "product_process");

    private StoreTables() {}

    /** The column of a read model that is a matter of the order in which events came in; empty where none is. */
    public static Optional<String> arrival(String table) {
        return Optional.ofNullable(ARRIVALS.get(table));
    }

    /** Whether a table's rows go over as they are. */
    public static boolean isCopied(String table) {
        return !VIEWS.containsKey(table) && !LEFT_BEHIND.contains(table);
    }

    /** The processing groups that make read models. */
    public static Set<String> viewGroups() {
        return new TreeSet<>(VIEWS.values());
    }

    /** The tables of a processing group, by name. */
    public static List<String> viewsOf(String group) {
        return VIEWS.entrySet().stream()
                .filter(it -> it.getValue().equals(group))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
