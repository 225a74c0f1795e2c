package io.codemaster.query.notice;

import java.security.Principal;
import java.util.concurrent.CompletableFuture;

import jakarta.servlet.http.HttpServletRequest;

import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.codemaster.api.identity.UserId;
import io.codemaster.api.notice.CountUnreadNotices;
import io.codemaster.api.notice.FindNoticeChoices;
import io.codemaster.api.notice.FindNotices;
import io.codemaster.api.notice.NoticeChoices;
import io.codemaster.api.notice.NoticeSummary;
import io.codemaster.api.shared.Page;
import io.codemaster.query.shared.Answers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;

@RestController
@Tag(name = "Notices")
class NoticeQueryController {

    private final QueryGateway queries;

    NoticeQueryController(QueryGateway queries) {
        this.queries = queries;
    }

    @GetMapping("/api/v1/notices")
    @Operation(operationId = "findNotices", summary = "What I was told, newest first")
    CompletableFuture<Page<NoticeSummary>> findNotices(
            @Parameter(description = "Only what I have not read") @RequestParam(name = "unread", defaultValue = "false")
                    boolean unread,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor,
            @RequestParam(name = "limit", defaultValue = "50") int limit,
            @Parameter(hidden = true) Principal reader,
            @Parameter(hidden = true) HttpServletRequest request) {
        return Answers.page(
                queries,
                new FindNotices(
                        new UserId(reader.getName()),
                        request.isUserInRole("ADMIN"),
                        unread,
                        Answers.pageRequest(cursor, limit)),
                NoticeSummary.class);
    }

    @GetMapping("/api/v1/notices/count")
    @Operation(operationId = "countNotices", summary = "How much I was told and have not read")
    CompletableFuture<NoticeCount> countNotices(
            @Parameter(hidden = true) Principal reader, @Parameter(hidden = true) HttpServletRequest request) {
        return queries.query(
                        new CountUnreadNotices(new UserId(reader.getName()), request.isUserInRole("ADMIN")), Long.class)
                .thenApply(NoticeCount::new);
    }

    @GetMapping("/api/v1/auth/me/notices")
    @Operation(operationId = "findNoticeChoices", summary = "What I hear of, and where")
    CompletableFuture<NoticeChoices> findNoticeChoices(@Parameter(hidden = true) Principal reader) {
        return queries.query(new FindNoticeChoices(new UserId(reader.getName())), NoticeChoices.class);
    }

    /** How many. */
    record NoticeCount(long unread) {}
}
