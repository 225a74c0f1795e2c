package io.codemaster.app.analytics;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.codemaster.api.identity.UserRole;
import io.codemaster.app.security.session.Caller;
import io.codemaster.app.security.session.Sessions;
import io.codemaster.app.web.Refusal;
import io.codemaster.app.web.RefusedException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

/** The events for other programs, by a personal access token with the scope {@code events:read}. */
@RestController
@RequestMapping("/api/v1/events")
@Tag(name = "Events")
class EventFeedController {

    private static final int MOST = 1_000;

    private final EventFeed feed;

    private final EventStreams streams;

    private final Sessions sessions;

    EventFeedController(EventFeed feed, EventStreams streams, Sessions sessions) {
        this.feed = feed;
        this.streams = streams;
        this.sessions = sessions;
    }

    /**
     * A page of events, as it is described; it is put together of their stored texts.
     *
     * @param nextCursor asks for what follows at once; null where there is nothing more yet
     * @param cursor asks for what follows later: the last place that was looked at
     */
    record EventPage(List<CloudEvent> items, @Nullable String nextCursor, String cursor) {}

    /**
     * An event (CloudEvents 1.0).
     *
     * @param sequence its place among all events, twenty digits
     * @param subject what it happened to
     * @param authid the user or the token; null for the product itself
     * @param data as the schema says; null where dataref says where it is
     */
    record CloudEvent(
            String specversion,
            String id,
            String source,
            String type,
            String subject,
            Instant time,
            String datacontenttype,
            String dataschema,
            String sequence,
            Instant recordedtime,
            @Nullable String correlationid,
            @Nullable String causationid,
            String authtype,
            @Nullable String authid,
            @Nullable Map<String, Object> data,
            @Nullable String dataref) {}

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "readEvents",
            summary = "Events as CloudEvents, in an order that never changes",
            description =
                    "Give nextCursor, or later cursor, back in after. An event is given a place only once none can"
                            + " come before it, so nothing is missed. Readers see the events of their projects, administrators all.")
    @ApiResponse(
            responseCode = "200",
            description = "In order",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = EventPage.class)))
    ResponseEntity<String> readEvents(
            @Parameter(description = "Only what follows this place; 0 begins at the first event")
                    @RequestParam(name = "after", defaultValue = "0")
                    String after,
            @Parameter(description = "Types with commas between them, com.codemaster.generation.* for several")
                    @RequestParam(name = "types", required = false)
                    @Nullable String types,
            @RequestParam(name = "limit", defaultValue = "100") int limit,
            @Parameter(hidden = true) Caller caller) {
        if (limit < 1 || limit > MOST) {
            throw refused("limit", "The limit is 1 to " + MOST + ".");
        }
        var batch = feed.after(place(after), limit, reader(caller, types));
        var items = batch.items().stream().map(EventFeed.Item::json).collect(Collectors.joining(","));
        var cursor = "\"" + batch.cursor() + "\"";
        return ResponseEntity.ok()
                .header("Cache-Control", "no-store")
                .body("{\"items\":[%s],\"nextCursor\":%s,\"cursor\":%s}"
                        .formatted(items, batch.more() ? cursor : "null", cursor));
    }

    @GetMapping("/{sequence}/data")
    @Operation(operationId = "readEventData", summary = "What an event says where it is too long for the event itself")
    @ApiResponse(
            responseCode = "200",
            description = "As the type's schema says",
            content = @Content(mediaType = "application/json", schema = @Schema(type = "object")))
    ResponseEntity<byte[]> readEventData(
            @PathVariable("sequence") long sequence, @Parameter(hidden = true) Caller caller) {
        var data =
                feed.data(sequence, reader(caller, null)).orElseThrow(() -> new RefusedException(Refusal.notFound()));
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(data.getBytes(StandardCharsets.UTF_8));
    }

    @GetMapping("/stream")
    @Operation(
            operationId = "followEvents",
            summary = "The same events as they come, what has been first",
            description = "Server-sent events whose id is the place. Come back with it in Last-Event-ID or ?after=.")
    @ApiResponse(
            responseCode = "200",
            description = "CloudEvents",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(implementation = String.class)))
    void followEvents(
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            @RequestParam(name = "after", defaultValue = "0") String after,
            @RequestParam(name = "types", required = false) @Nullable String types,
            @Parameter(hidden = true) Caller caller,
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        var cursor = place(lastEventId == null || lastEventId.isEmpty() ? after : lastEventId);
        var reader = reader(caller, types);
        response.setContentType("text/event-stream; charset=utf-8");
        response.setHeader("Cache-Control", "no-store, no-transform");
        response.setHeader("X-Accel-Buffering", "no");
        if (request.getMethod().equals("HEAD")) {
            return;
        }
        var out = response.getOutputStream();
        var async = request.startAsync();
        async.setTimeout(0);
        try {
            streams.follow(async, out, cursor, reader, () -> sessions.isGood(caller));
        } catch (RejectedExecutionException full) {
            response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
            response.setHeader("Retry-After", "10");
            async.complete();
        }
    }

    @GetMapping("/schemas/{type}")
    @Operation(operationId = "readEventSchema", summary = "The JSON Schema of an event's data")
    Map<String, Object> readEventSchema(@PathVariable("type") String type) {
        return EventType.all()
                .filter(it -> it.name().equals(type))
                .findFirst()
                .map(EventSchemas::of)
                .orElseThrow(() -> new RefusedException(Refusal.notFound()));
    }

    @GetMapping("/asyncapi.json")
    @Operation(operationId = "readAsyncApi", summary = "The AsyncAPI 3 description of all events")
    Map<String, Object> readAsyncApi() {
        return AsyncApi.document();
    }

    private FeedReader reader(Caller caller, @Nullable String types) {
        Set<String> wanted = types == null || types.isBlank()
                ? Set.of()
                : Arrays.stream(types.split(",", -1)).map(String::strip).collect(Collectors.toSet());
        for (var type : wanted) {
            if (EventType.all().noneMatch(it -> it.matches(type))) {
                throw refused(
                        "types", "There is no type that this names. /api/v1/events/asyncapi.json has all of them.");
            }
        }
        return new FeedReader(caller.id(), caller.user().role() == UserRole.ADMIN, wanted, null);
    }

    private static long place(String text) {
        try {
            var place = Long.parseLong(text.strip());
            if (place >= 0) {
                return place;
            }
        } catch (NumberFormatException notANumber) {
            // told below, as for a negative one
        }
        throw refused("after", "This is no place that was given out. Begin with 0.");
    }

    private static RefusedException refused(String field, String words) {
        return new RefusedException(
                Refusal.of(HttpStatus.BAD_REQUEST, "request.invalid", words).about(field, words));
    }
}
