package io.codemaster.query.shared;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.codemaster.api.mergerequest.MergeRequestState;
import io.codemaster.api.mergerequest.MergeRequestSummary;

/** Merge requests in short, for views that only mention them. */
@Component
class MergeRequestSummaries implements RequirementMerges {

    private final JdbcClient jdbc;

    MergeRequestSummaries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<String, MergeRequestSummary> of(Collection<String> requirementIds) {
        var found = new HashMap<String, MergeRequestSummary>();
        if (!requirementIds.isEmpty()) {
            jdbc.sql("SELECT requirement_id, state, url, number, failure_code FROM merge_request"
                            + " WHERE requirement_id IN (:ids)")
                    .param("ids", requirementIds)
                    .query(row -> {
                        var number = row.getObject(4, Long.class);
                        found.put(
                                row.getString(1),
                                new MergeRequestSummary(
                                        MergeRequestState.valueOf(row.getString(2)),
                                        row.getString(3),
                                        number,
                                        row.getString(5)));
                    });
        }
        return found;
    }
}
