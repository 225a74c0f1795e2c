package io.codemaster.query.audit;

import java.security.Principal;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

import jakarta.servlet.http.HttpServletRequest;

import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.codemaster.api.audit.AuditEntry;
import io.codemaster.api.audit.AuditEntryDetails;
import io.codemaster.api.audit.AuditFilter;
import io.codemaster.api.audit.FindAuditEntries;
import io.codemaster.api.audit.FindAuditEntry;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.shared.Page;
import io.codemaster.query.shared.Answers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;

@RestController
@Tag(name = "Audit")
class AuditQueryController {

    private final QueryGateway queries;

    AuditQueryController(QueryGateway queries) {
        this.queries = queries;
    }

    @GetMapping("/api/v1/audit")
    @Operation(
            operationId = "findAuditEntries",
            summary = "Who did what, newest first",
            description = "Administrators see everything, others what belongs to their projects.")
    CompletableFuture<Page<AuditEntry>> findAuditEntries(
            @Parameter(description = "Who did it, or on whose behalf it was done")
                    @RequestParam(name = "actorId", required = false)
                    @Nullable String actorId,
            @Parameter(description = "For instance requirement.submitted; with a dot at the end all of that noun")
                    @RequestParam(name = "action", required = false)
                    @Nullable String action,
            @RequestParam(name = "targetType", required = false) @Nullable String targetType,
            @RequestParam(name = "targetId", required = false) @Nullable String targetId,
            @RequestParam(name = "projectId", required = false) @Nullable String projectId,
            @Parameter(description = "The first moment that is wanted")
                    @RequestParam(name = "from", required = false)
                    @Nullable Instant from,
            @Parameter(description = "The first moment that is not wanted any more")
                    @RequestParam(name = "to", required = false)
                    @Nullable Instant to,
            @Parameter(description = "Words in the action, the target, the detail, the address or a name")
                    @RequestParam(name = "q", required = false)
                    @Nullable String text,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor,
            @RequestParam(name = "limit", defaultValue = "50") int limit,
            @Parameter(hidden = true) Principal reader,
            @Parameter(hidden = true) HttpServletRequest request) {
        return Answers.page(
                queries,
                new FindAuditEntries(
                        new UserId(reader.getName()),
                        request.isUserInRole("ADMIN"),
                        new AuditFilter(actorId, action, targetType, targetId, projectId, from, to, text),
                        Answers.pageRequest(cursor, limit)),
                AuditEntry.class);
    }

    @GetMapping("/api/v1/audit/{sequence}")
    @Operation(operationId = "readAuditEntry", summary = "An entry with the event behind it, as it is stored")
    CompletableFuture<AuditEntryDetails> readAuditEntry(
            @PathVariable("sequence") long sequence,
            @Parameter(hidden = true) Principal reader,
            @Parameter(hidden = true) HttpServletRequest request) {
        return Answers.one(
                queries,
                new FindAuditEntry(new UserId(reader.getName()), request.isUserInRole("ADMIN"), sequence),
                AuditEntryDetails.class,
                "There is no such entry, or it is not for you to see.");
    }
}
