package io.codemaster.app.analytics;

import java.util.Objects;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.codemaster.api.identity.UserRole;
import io.codemaster.app.analytics.AnalyticsTable.Dataset;
import io.codemaster.app.analytics.AnalyticsTable.Place;
import io.codemaster.app.analytics.AnalyticsTable.Row;
import io.codemaster.app.security.session.Caller;
import io.codemaster.app.web.CsvCell;
import io.codemaster.app.web.Refusal;
import io.codemaster.app.web.RefusedException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import tools.jackson.databind.json.JsonMapper;

/** Views as tables that grow at the end. */
@RestController
@Tag(name = "Events")
class AnalyticsController {

    private static final int MOST = 5_000;

    private final AnalyticsTable table;

    private final JsonMapper json;

    AnalyticsController(AnalyticsTable table, JsonMapper json) {
        this.table = table;
        this.json = json;
    }

    @GetMapping("/api/v1/analytics/{dataset}")
    @Operation(
            operationId = "exportDataset",
            summary = "Generations, requirements or reviews as a table, the oldest first",
            description =
                    "X-Next-Cursor goes into after and is missing on the last page; X-Schema names the columns and"
                            + " their version. Columns are only ever added, at the end.")
    @ApiResponse(
            responseCode = "200",
            description = "A line for each row",
            content = {
                @Content(mediaType = "application/x-ndjson", schema = @Schema(implementation = String.class)),
                @Content(mediaType = "text/csv", schema = @Schema(implementation = String.class))
            })
    ResponseEntity<String> exportDataset(
            @Parameter(schema = @Schema(allowableValues = {"generations", "requirements", "reviews"}))
                    @PathVariable("dataset")
                    String dataset,
            @Parameter(schema = @Schema(allowableValues = {"csv", "ndjson"}))
                    @RequestParam(name = "format", defaultValue = "ndjson")
                    String format,
            @RequestParam(name = "after", required = false) @Nullable String after,
            @RequestParam(name = "limit", defaultValue = "1000") int limit,
            @Parameter(hidden = true) Caller caller) {
        var data = Dataset.of(dataset).orElseThrow(() -> new RefusedException(Refusal.notFound()));
        if (!format.equals("csv") && !format.equals("ndjson")) {
            throw refused("format", "The format is csv or ndjson.");
        }
        if (limit < 1 || limit > MOST) {
            throw refused("limit", "The limit is 1 to " + MOST + ".");
        }
        var reader = caller.user().role() == UserRole.ADMIN ? null : caller.id().value();
        var rows = table.after(data, place(after), limit + 1, reader);
        var shown = rows.subList(0, Math.min(limit, rows.size()));
        var answer = ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(
                        format.equals("csv") ? "text/csv;charset=UTF-8" : "application/x-ndjson"))
                .header("Cache-Control", "no-store")
                .header("X-Schema", data.schema());
        if (rows.size() > limit) {
            answer.header("X-Next-Cursor", shown.get(limit - 1).place().text());
        }
        var lines = shown.stream()
                .map(it -> format.equals("csv") ? csv(it) : json.writeValueAsString(it.values()) + "\n")
                .collect(Collectors.joining());
        return answer.body(format.equals("csv") ? String.join(",", data.columns()) + "\r\n" + lines : lines);
    }

    private static String csv(Row row) {
        return row.values().values().stream()
                .map(it -> it instanceof Number ? it.toString() : CsvCell.of(Objects.toString(it, "")))
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    private static @Nullable Place place(@Nullable String text) {
        if (text == null) {
            return null;
        }
        var parts = text.split("~", 2);
        try {
            if (parts.length == 2) {
                return new Place(Long.parseLong(parts[0]), parts[1]);
            }
        } catch (NumberFormatException notANumber) {
            // told below
        }
        throw refused("after", "This is no cursor that was given out. Leave it out to begin.");
    }

    private static RefusedException refused(String field, String words) {
        return new RefusedException(
                Refusal.of(HttpStatus.BAD_REQUEST, "request.invalid", words).about(field, words));
    }
}
