package io.codemaster.query.codegen;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.query.shared.Answers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

/** The stream of a generation: live, as pages, and as the agent's plain output. */
@RestController
@RequestMapping("/api/v1/codegen/{id}")
@Tag(name = "Generations")
class FeedQueryController {

    private static final int MOST_EVENTS = 1_000;

    private static final Pattern SEQUENCE = Pattern.compile("[0-9]{1,18}");

    private static final String ABSENT = "There is no such generation.";

    private final FeedTable table;

    private final FeedStreams streams;

    private final FeedProperties properties;

    private final FeedExport export;

    FeedQueryController(FeedTable table, FeedStreams streams, FeedProperties properties, FeedExport export) {
        this.table = table;
        this.streams = streams;
        this.properties = properties;
        this.export = export;
    }

    @GetMapping("/stream")
    @Operation(
            operationId = "followGeneration",
            summary = "Everything that happens in the generation: what has happened, then what happens",
            description =
                    "Server-sent events. Only durable events carry an id, 1, 2, 3 … without a gap; come back with the"
                            + " last one in Last-Event-ID or ?after= to go on right after it.")
    @ApiResponse(
            responseCode = "200",
            description = "status, output, progress, error and done events",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(implementation = String.class)))
    @ApiResponse(
            responseCode = "204",
            description = "The generation is over and the reader has everything",
            content = {})
    void followGeneration(
            @PathVariable("id") CodegenTaskId id,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            @RequestParam(name = "after", required = false) @Nullable String after,
            @Parameter(hidden = true) @Nullable Principal reader,
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        long cursor = sequence(lastEventId == null || lastEventId.isEmpty() ? after : lastEventId);
        var head = Answers.orNotFound(table.head(id.value()), ABSENT);
        if (!streams.isOpen()) {
            throw Answers.problem(HttpStatus.SERVICE_UNAVAILABLE, "The server is stopping. Come back in a moment.");
        }
        if (head.isFinished() && cursor >= head.lastSequence()) {
            response.setHeader("Cache-Control", "no-store, no-transform");
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return;
        }
        response.setContentType("text/event-stream; charset=utf-8");
        response.setHeader("Content-Type", "text/event-stream; charset=utf-8");
        response.setHeader("Cache-Control", "no-store, no-transform");
        response.setHeader("X-Accel-Buffering", "no");
        if (request.getMethod().equals("HEAD")) {
            return;
        }
        var async = request.startAsync();
        async.setTimeout(0);
        var out = response.getOutputStream();
        var stream = new FeedStream(id.value(), reader, cursor, async, out, streams, properties);
        async.addListener(stream);
        streams.add(stream);
        out.setWriteListener(stream);
    }

    @GetMapping(path = "/events", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "findEvents",
            summary = "The durable events of the stream as pages",
            description = "nextCursor goes into after and is null where there is nothing more yet.")
    @ApiResponse(
            responseCode = "200",
            description = "In order",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = FeedPage.class)))
    void findEvents(
            @PathVariable("id") CodegenTaskId id,
            @Parameter(schema = @Schema(type = "integer", format = "int64", defaultValue = "0"))
                    @RequestParam(name = "after", required = false)
                    @Nullable String after,
            @Parameter(hidden = true) @RequestParam(name = "cursor", required = false) @Nullable String cursor,
            @Parameter(schema = @Schema(type = "integer", minimum = "1", maximum = "1000", defaultValue = "50"))
                    @RequestParam(name = "limit", defaultValue = "50")
                    int limit,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        if (limit < 1 || limit > MOST_EVENTS) {
            throw Answers.problem(HttpStatus.BAD_REQUEST, "limit must be 1 to " + MOST_EVENTS + ".");
        }
        long from = sequence(cursor == null ? after : cursor);
        var head = Answers.orNotFound(table.head(id.value()), ABSENT);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        export.page(head, from, limit, response.getOutputStream());
    }

    @GetMapping(path = "/events/{sequence}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "findEvent", summary = "One durable event, whole however large it is")
    @ApiResponse(
            responseCode = "200",
            description = "The event",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = FeedPage.Event.class)))
    void findEvent(
            @PathVariable("id") CodegenTaskId id,
            @PathVariable("sequence") long sequence,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        var row = Answers.orNotFound(table.find(id.value(), sequence), "There is no such event.");
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        var out = response.getOutputStream();
        out.write(FeedExport.open(row).getBytes(StandardCharsets.UTF_8));
        export.whole(row, out);
        out.write('}');
    }

    @GetMapping("/raw")
    @Operation(
            operationId = "downloadOutput",
            summary = "What the agent printed, byte for byte after redaction",
            description = "The newest attempt that printed anything, unless another one is asked for.")
    @ApiResponse(
            responseCode = "200",
            description = "NDJSON",
            content = @Content(mediaType = "application/x-ndjson", schema = @Schema(implementation = String.class)))
    void downloadOutput(
            @PathVariable("id") CodegenTaskId id,
            @Parameter(schema = @Schema(type = "integer")) @RequestParam(name = "attempt", required = false) @Nullable Integer attempt,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        Answers.orNotFound(table.head(id.value()), ABSENT);
        int wanted = attempt == null ? table.newestAttemptWithOutput(id.value()) : attempt;
        response.setContentType("application/x-ndjson");
        response.setHeader(
                "Content-Disposition",
                "attachment; filename=\"" + id.value().replaceAll("[^A-Za-z0-9._-]", "_") + "-" + wanted + ".ndjson\"");
        export.raw(id.value(), wanted, response.getOutputStream());
    }

    private static long sequence(@Nullable String text) {
        if (text == null) {
            return 0;
        }
        if (!SEQUENCE.matcher(text).matches()) {
            throw Answers.problem(
                    HttpStatus.BAD_REQUEST, "The place to go on from must be the number of an event, 0 or more.");
        }
        return Long.parseLong(text);
    }
}
