package io.codemaster.app.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.codemaster.api.audit.AuditEntry;
import io.codemaster.api.audit.AuditFilter;
import io.codemaster.api.audit.AuditNoteId;
import io.codemaster.api.audit.FindAuditEntries;
import io.codemaster.api.audit.RecordAuditExport;
import io.codemaster.api.shared.Page;
import io.codemaster.api.shared.PageRequest;
import io.codemaster.app.security.AuditNotes;
import io.codemaster.app.security.session.Caller;
import io.codemaster.app.web.Refusal;
import io.codemaster.app.web.RefusedException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import tools.jackson.databind.json.JsonMapper;

/** The audit log as a file, page by page. The export is on the record before its first byte is sent. */
@RestController
@Tag(name = "Audit")
class AuditExportController {

    private static final long PAGE_SECONDS = 30;

    private final QueryGateway queries;

    private final AuditNotes notes;

    private final JsonMapper json;

    AuditExportController(QueryGateway queries, AuditNotes notes, JsonMapper json) {
        this.queries = queries;
        this.notes = notes;
        this.json = json;
    }

    @GetMapping("/api/v1/audit/export")
    @Operation(
            operationId = "exportAudit",
            summary = "The entries as a file, newest first",
            description = "The filters are those of the list. The export is an entry itself.")
    @ApiResponse(
            responseCode = "200",
            description = "A line for each entry",
            content = {
                @Content(mediaType = "text/csv", schema = @Schema(implementation = String.class)),
                @Content(mediaType = "application/x-ndjson", schema = @Schema(implementation = String.class))
            })
    void exportAudit(
            @Parameter(schema = @Schema(allowableValues = {"csv", "ndjson"}))
                    @RequestParam(name = "format", defaultValue = "ndjson")
                    String format,
            @RequestParam(name = "actorId", required = false) @Nullable String actorId,
            @RequestParam(name = "action", required = false) @Nullable String action,
            @RequestParam(name = "targetType", required = false) @Nullable String targetType,
            @RequestParam(name = "targetId", required = false) @Nullable String targetId,
            @RequestParam(name = "projectId", required = false) @Nullable String projectId,
            @RequestParam(name = "from", required = false) @Nullable Instant from,
            @RequestParam(name = "to", required = false) @Nullable Instant to,
            @RequestParam(name = "q", required = false) @Nullable String text,
            @Parameter(hidden = true) Caller caller,
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        if (!format.equals("csv") && !format.equals("ndjson")) {
            throw new RefusedException(
                    Refusal.of(HttpStatus.BAD_REQUEST, "request.invalid", "The format is csv or ndjson.")
                            .about("format", "Choose csv or ndjson."));
        }
        var filter = new AuditFilter(actorId, action, targetType, targetId, projectId, from, to, text);
        var first = page(caller, filter, null);
        notes.record(new RecordAuditExport(
                AuditNoteId.next(),
                AuditNotes.requester(request),
                format,
                Objects.requireNonNullElse(request.getQueryString(), "")));
        boolean csv = format.equals("csv");
        response.setContentType(csv ? "text/csv;charset=UTF-8" : "application/x-ndjson");
        response.setHeader("Content-Disposition", "attachment; filename=\"audit." + format + "\"");
        response.setHeader("Cache-Control", "no-store");
        write(caller, filter, first, csv, response.getOutputStream());
    }

    private void write(Caller caller, AuditFilter filter, Page<AuditEntry> first, boolean csv, OutputStream out)
            throws IOException {
        if (csv) {
            out.write(AuditCsv.header().getBytes(StandardCharsets.UTF_8));
        }
        for (var page = first; ; page = page(caller, filter, page.nextCursor())) {
            for (var entry : page.items()) {
                var line = csv ? AuditCsv.line(entry) : json.writeValueAsString(entry) + "\n";
                out.write(line.getBytes(StandardCharsets.UTF_8));
            }
            out.flush();
            if (page.nextCursor() == null) {
                return;
            }
        }
    }

    @SuppressWarnings("unchecked")
    private Page<AuditEntry> page(Caller caller, AuditFilter filter, @Nullable String cursor) {
        try {
            return (Page<AuditEntry>) queries.query(
                            new FindAuditEntries(
                                    caller.id(), true, filter, new PageRequest(cursor, PageRequest.MAX_LIMIT)),
                            ResponseTypes.instanceOf(Page.class))
                    .orTimeout(PAGE_SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
        }
    }
}
