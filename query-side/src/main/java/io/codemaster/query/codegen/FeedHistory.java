package io.codemaster.query.codegen;

import java.util.List;

import org.springframework.stereotype.Component;

/** What has happened in a stream, page by page: from where it is at hand, else from the read model. */
@Component
class FeedHistory {

    private final FeedTable table;

    private final FeedHub hub;

    private final FeedProperties properties;

    FeedHistory(FeedTable table, FeedHub hub, FeedProperties properties) {
        this.table = table;
        this.hub = hub;
        this.properties = properties;
    }

    /** The next page after an event; empty only where the read model has no more. */
    List<FeedFrame> after(String taskId, long sequence) {
        var atHand = hub.recent(taskId, sequence);
        if (!atHand.isEmpty()) {
            return atHand;
        }
        int mostBytes = (int) properties.pageBytes().toBytes();
        var rows = table.after(taskId, sequence, properties.pageRows(), mostBytes);
        if (!rows.isEmpty() && rows.size() < properties.pageRows() && isNewest(rows.get(rows.size() - 1))) {
            hub.reread(taskId, rows);
        }
        return rows.stream().map(FeedFrame::of).toList();
    }

    private boolean isNewest(FeedRow row) {
        return table.head(row.taskId())
                .filter(it -> it.lastSequence() == row.sequence())
                .isPresent();
    }
}
