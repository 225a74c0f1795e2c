package io.codemaster.query.codegen;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.codegen.DiffStat;
import io.codemaster.api.codegen.TreeRecord;

/** The tables from which any moment of a run is told. They only ever grow, except when they are rebuilt. */
@Component
class ReplayTables {

    private static final int BATCH = 500;

    private static final String TREE =
            "tree_no, seq, attempt, tree_id, is_first, record_id, files, additions, deletions";

    private static final String FILE = "tree_no, seq, path, old_path,"
            + " before_mode, before_blob, before_bytes, before_content, before_at,"
            + " after_mode, after_blob, after_bytes, after_content, after_at";

    private static final String CALL =
            "seq, place, attempt, tool_use_id, tool, result_seq, thought_seq, text_seq, todo";

    private final JdbcTemplate jdbc;

    ReplayTables(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void keepHead(RunMoment moment) {
        var state = moment.json();
        if (jdbc.update(
                        "UPDATE run_moment_head SET seq = ?, state = ? WHERE run_id = ?",
                        moment.sequence(),
                        state,
                        moment.run())
                == 0) {
            jdbc.update(
                    "INSERT INTO run_moment_head (run_id, seq, state) VALUES (?, ?, ?)",
                    moment.run(),
                    moment.sequence(),
                    state);
        }
    }

    Optional<RunMoment> head(String run) {
        return jdbc
                .query("SELECT state FROM run_moment_head WHERE run_id = ?", (row, n) -> row.getString(1), run)
                .stream()
                .findFirst()
                .map(RunMoment::read);
    }

    void keepMoment(String run, long sequence, String state) {
        jdbc.update("INSERT INTO run_moment (run_id, seq, state) VALUES (?, ?, ?)", run, sequence, state);
    }

    /** The last moment that was kept aside up to an event. */
    Optional<RunMoment> moment(String run, long sequence) {
        return jdbc
                .query(
                        "SELECT state FROM run_moment WHERE run_id = ? AND seq <= ? ORDER BY seq DESC LIMIT 1",
                        (row, n) -> row.getString(1),
                        run,
                        sequence)
                .stream()
                .findFirst()
                .map(RunMoment::read);
    }

    void add(String run, RunTree tree) {
        var stat = tree.stat();
        var record = tree.record();
        jdbc.update(
                "INSERT INTO run_tree (" + TREE + ", run_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                tree.number(),
                tree.sequence(),
                tree.attempt(),
                tree.treeId(),
                tree.first(),
                record == null ? null : record.value(),
                stat == null ? null : stat.files(),
                stat == null ? null : stat.additions(),
                stat == null ? null : stat.deletions(),
                run);
    }

    /** The tree that the files were after an event. */
    Optional<RunTree> treeAt(String run, long sequence) {
        return jdbc
                .query(
                        "SELECT " + TREE
                                + " FROM run_tree WHERE run_id = ? AND seq <= ? ORDER BY seq DESC, tree_no DESC"
                                + " LIMIT 1",
                        (row, n) -> tree(row),
                        run,
                        sequence)
                .stream()
                .findFirst();
    }

    /** All trees of an attempt, the oldest first. */
    List<RunTree> trees(String run, int attempt) {
        return jdbc.query(
                "SELECT " + TREE + " FROM run_tree WHERE run_id = ? AND attempt = ? ORDER BY tree_no",
                (row, n) -> tree(row),
                run,
                attempt);
    }

    /** What the agent of an attempt found. */
    Optional<RunTree> firstTree(String run, int attempt) {
        return jdbc
                .query(
                        "SELECT " + TREE + " FROM run_tree WHERE run_id = ? AND attempt = ? AND is_first = TRUE"
                                + " ORDER BY tree_no LIMIT 1",
                        (row, n) -> tree(row),
                        run,
                        attempt)
                .stream()
                .findFirst();
    }

    void add(String run, RunTree tree, List<TreeRecord.Entry> files) {
        int[] place = {0};
        jdbc.batchUpdate(
                "INSERT INTO run_tree_file (" + FILE + ", run_id, place, attempt)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                files,
                BATCH,
                (statement, file) -> {
                    statement.setInt(1, tree.number());
                    statement.setLong(2, tree.sequence());
                    statement.setString(3, file.path());
                    statement.setString(4, file.oldPath());
                    bind(statement, 5, file.before());
                    bind(statement, 10, file.after());
                    statement.setString(15, run);
                    statement.setInt(16, place[0]++);
                    statement.setInt(17, tree.attempt());
                });
    }

    /** What the trees of an attempt have each different, in order, up to one of them. */
    List<RunTreeFile> files(String run, int attempt, int upToTree) {
        return jdbc.query(
                "SELECT " + FILE + " FROM run_tree_file WHERE run_id = ? AND tree_no <= ? AND attempt = ?"
                        + " ORDER BY tree_no, place",
                (row, n) -> new RunTreeFile(
                        row.getInt(1),
                        row.getLong(2),
                        new TreeRecord.Entry(row.getString(3), row.getString(4), version(row, 5), version(row, 10))),
                run,
                upToTree,
                attempt);
    }

    void add(String run, List<RunCall> calls) {
        jdbc.batchUpdate(
                "INSERT INTO run_call (" + CALL + ", run_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                calls,
                BATCH,
                (statement, call) -> {
                    statement.setLong(1, call.sequence());
                    statement.setInt(2, call.place());
                    statement.setInt(3, call.attempt());
                    statement.setString(4, call.toolUseId());
                    statement.setString(5, call.tool());
                    statement.setLong(6, call.resultSequence());
                    statement.setObject(7, call.thoughtSequence(), Types.BIGINT);
                    statement.setObject(8, call.textSequence(), Types.BIGINT);
                    statement.setString(9, call.todo());
                    statement.setString(10, run);
                });
    }

    /** The calls of an attempt that may have changed files, in the order of their results. */
    List<RunCall> calls(String run, int attempt) {
        return jdbc.query(
                "SELECT " + CALL + " FROM run_call WHERE run_id = ? AND attempt = ? ORDER BY result_seq, seq, place",
                (row, n) -> new RunCall(
                        row.getLong(1),
                        row.getInt(2),
                        row.getInt(3),
                        row.getString(4),
                        row.getString(5),
                        row.getLong(6),
                        number(row, 7),
                        number(row, 8),
                        row.getString(9)),
                run,
                attempt);
    }

    void clear() {
        for (var table : List.of("run_call", "run_tree_file", "run_tree", "run_moment", "run_moment_head")) {
            jdbc.update("DELETE FROM " + table);
        }
    }

    private static RunTree tree(ResultSet row) throws SQLException {
        @Nullable String record = row.getString(6);
        @Nullable Long files = number(row, 7);
        return new RunTree(
                row.getInt(1),
                row.getLong(2),
                row.getInt(3),
                row.getString(4),
                row.getBoolean(5),
                record == null ? null : new ArtifactId(record),
                files == null ? null : new DiffStat(files.intValue(), row.getInt(8), row.getInt(9)));
    }

    private static void bind(PreparedStatement statement, int at, TreeRecord.@Nullable Version version)
            throws SQLException {
        if (version == null) {
            statement.setNull(at, Types.VARCHAR);
            statement.setNull(at + 1, Types.VARCHAR);
            statement.setNull(at + 2, Types.BIGINT);
            statement.setNull(at + 3, Types.VARCHAR);
            statement.setNull(at + 4, Types.BIGINT);
            return;
        }
        var content = version.content();
        statement.setString(at, version.mode());
        statement.setString(at + 1, version.blob());
        statement.setLong(at + 2, version.bytes());
        statement.setString(at + 3, content == null ? null : content.value());
        statement.setLong(at + 4, version.at());
    }

    private static TreeRecord.@Nullable Version version(ResultSet row, int at) throws SQLException {
        @Nullable String mode = row.getString(at);
        if (mode == null) {
            return null;
        }
        @Nullable String content = row.getString(at + 3);
        return new TreeRecord.Version(
                mode,
                row.getString(at + 1),
                row.getLong(at + 2),
                content == null ? null : new ArtifactId(content),
                row.getLong(at + 4));
    }

    private static @Nullable Long number(ResultSet row, int at) throws SQLException {
        long value = row.getLong(at);
        return row.wasNull() ? null : value;
    }
}
