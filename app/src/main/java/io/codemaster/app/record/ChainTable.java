package io.codemaster.app.record;

import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.JdbcTemplate;

/** The chain and its checkpoints in the database. */
final class ChainTable {

    private static final String LINK = "SELECT position, global_index, event_identifier, hash FROM record_link ";

    private final JdbcTemplate jdbc;

    ChainTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The last link, {@link RecordLink#NONE} before the first. */
    RecordLink head() {
        return links(LINK + "ORDER BY position DESC LIMIT 1").stream()
                .findFirst()
                .orElse(RecordLink.NONE);
    }

    Optional<RecordLink> at(long position) {
        return links(LINK + "WHERE position = ?", position).stream().findFirst();
    }

    /** The link of the event with this number, where it has one. */
    Optional<RecordLink> of(long globalIndex) {
        return links(LINK + "WHERE global_index = ?", globalIndex).stream().findFirst();
    }

    List<RecordLink> after(long position, int limit) {
        return links(LINK + "WHERE position > ? ORDER BY position LIMIT ?", position, limit);
    }

    private List<RecordLink> links(String query, Object... arguments) {
        return jdbc.query(
                query,
                (row, number) -> new RecordLink(row.getLong(1), row.getLong(2), row.getString(3), row.getString(4)),
                arguments);
    }

    /** Adds links; all of them or, where another process was faster, none. */
    void append(List<RecordLink> links) {
        jdbc.batchUpdate(
                "INSERT INTO record_link (position, global_index, event_identifier, hash) VALUES (?, ?, ?, ?)",
                links,
                links.size(),
                (statement, link) -> {
                    statement.setLong(1, link.position());
                    statement.setLong(2, link.globalIndex());
                    statement.setString(3, link.eventId());
                    statement.setString(4, link.hash());
                });
    }

    void keep(Checkpoint checkpoint) {
        jdbc.update(
                "INSERT INTO record_checkpoint (position, hash, signed_at, public_key, signature) VALUES (?, ?, ?, ?, ?)",
                checkpoint.position(),
                checkpoint.hash(),
                checkpoint.at().toString(),
                checkpoint.publicKey(),
                checkpoint.signature());
    }

    List<Checkpoint> checkpoints() {
        return jdbc.query(
                "SELECT position, hash, signed_at, public_key, signature FROM record_checkpoint ORDER BY position",
                (row, number) -> new Checkpoint(
                        row.getLong(1),
                        row.getString(2),
                        java.time.Instant.parse(row.getString(3)),
                        row.getString(4),
                        row.getString(5)));
    }
}
