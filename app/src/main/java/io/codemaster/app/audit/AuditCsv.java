package io.codemaster.app.audit;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.audit.AuditEntry;
import io.codemaster.app.web.CsvCell;

/** Entries as CSV (RFC 4180). */
final class AuditCsv {

    /** A column: its name, and what it says of an entry. */
    private record Column(String name, Function<AuditEntry, @Nullable Object> value) {}

    private static final List<Column> COLUMNS = List.of(
            new Column("sequence", AuditEntry::sequence),
            new Column("at", AuditEntry::at),
            new Column("action", AuditEntry::action),
            new Column("actorType", it -> it.actor().type().word()),
            new Column("actorId", it -> it.actor().id()),
            new Column("actorName", it -> it.actor().name()),
            new Column(
                    "onBehalfOfId",
                    it -> it.onBehalfOf() == null ? null : it.onBehalfOf().id()),
            new Column(
                    "onBehalfOfName",
                    it -> it.onBehalfOf() == null ? null : it.onBehalfOf().name()),
            new Column("targetType", it -> it.target().type()),
            new Column("targetId", it -> it.target().id()),
            new Column("targetLabel", it -> it.target().label()),
            new Column("projectId", AuditEntry::projectId),
            new Column("outcome", it -> it.outcome().word()),
            new Column("detail", AuditEntry::detail),
            new Column("ip", AuditEntry::ip),
            new Column("userAgent", AuditEntry::userAgent),
            new Column("traceId", AuditEntry::traceId),
            new Column("hash", AuditEntry::hash),
            new Column("previousHash", AuditEntry::previousHash));

    private AuditCsv() {}

    /** The names of the columns. */
    static String header() {
        return COLUMNS.stream().map(Column::name).collect(Collectors.joining(",", "", "\r\n"));
    }

    /** An entry. */
    static String line(AuditEntry entry) {
        return COLUMNS.stream()
                .map(it -> CsvCell.of(Objects.toString(it.value().apply(entry), "")))
                .collect(Collectors.joining(",", "", "\r\n"));
    }
}
