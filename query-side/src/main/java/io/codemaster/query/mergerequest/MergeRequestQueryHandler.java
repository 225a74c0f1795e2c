package io.codemaster.query.mergerequest;

import java.util.Optional;

import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.codemaster.api.mergerequest.FindMergeRequest;
import io.codemaster.api.mergerequest.FindMergeRequestByNumber;
import io.codemaster.api.mergerequest.MergeRequestDetails;

@Component
class MergeRequestQueryHandler {

    private final MergeRequestRepository mergeRequests;

    private final JdbcClient jdbc;

    MergeRequestQueryHandler(MergeRequestRepository mergeRequests, JdbcClient jdbc) {
        this.mergeRequests = mergeRequests;
        this.jdbc = jdbc;
    }

    /** Every generation of a requirement leads to the one merge request. */
    @QueryHandler
    Optional<MergeRequestDetails> handle(FindMergeRequest query) {
        return jdbc.sql("SELECT requirement_id FROM generation_details WHERE id = :task")
                .param("task", query.taskId().value())
                .query(String.class)
                .optional()
                .flatMap(mergeRequests::findByRequirementId)
                .map(MergeRequestEntity::view);
    }

    @QueryHandler
    Optional<MergeRequestDetails> handle(FindMergeRequestByNumber query) {
        return mergeRequests
                .findFirstByRepositoryIdAndNumberOrderByRequestedAtDesc(
                        query.repositoryId().value(), query.number())
                .map(MergeRequestEntity::view);
    }
}
