package io.codemaster.query.codegen;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.FileChange;
import io.codemaster.api.codegen.MomentDetails;
import io.codemaster.api.codegen.TreeRecord;
import io.codemaster.api.codegen.WorkTreeListing;
import io.codemaster.api.shared.CommandRejected;
import io.codemaster.api.shared.ErrorCode;
import io.codemaster.query.shared.Answers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

/** A generation as it was after any event of its stream. */
@RestController
@RequestMapping("/api/v1/codegen/{id}")
@Tag(name = "Generations")
class ReplayQueryController {

    private static final String ABSENT = "There is no such generation.";

    private static final String AT =
            "The number of an event of the stream, 0 for before the first; the newest without it";

    private static final int MOST_FILES = 10_000;

    private static final Pattern SEQUENCE = Pattern.compile("[0-9]{1,18}");

    private final FeedTable feed;

    private final ReplayReader replay;

    ReplayQueryController(FeedTable feed, ReplayReader replay) {
        this.feed = feed;
        this.replay = replay;
    }

    @GetMapping(path = "/state", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "findMoment", summary = "What the stream amounts to after an event")
    MomentDetails findMoment(
            @PathVariable("id") CodegenTaskId id,
            @Parameter(description = AT, schema = @Schema(type = "integer", format = "int64"))
                    @RequestParam(name = "at", required = false)
                    @Nullable String at) {
        var head = head(id);
        return replay.moment(head, sequence(at, head));
    }

    @GetMapping(path = "/files", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "findFiles",
            summary = "The work tree as it was after an event",
            description =
                    "As it was recorded last up to that event. A run of an earlier version, and one whose work tree was"
                            + " not laid out, has no files: available is false.")
    WorkTreeListing findFiles(
            @PathVariable("id") CodegenTaskId id,
            @Parameter(description = AT, schema = @Schema(type = "integer", format = "int64"))
                    @RequestParam(name = "at", required = false)
                    @Nullable String at,
            @Parameter(description = "Only files that the run has changed, with those that it has deleted")
                    @RequestParam(name = "changed", defaultValue = "false")
                    boolean changed,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor,
            @Parameter(schema = @Schema(type = "integer", minimum = "1", maximum = "10000", defaultValue = "1000"))
                    @RequestParam(name = "limit", defaultValue = "1000")
                    int limit) {
        if (limit < 1 || limit > MOST_FILES) {
            throw Answers.problem(HttpStatus.BAD_REQUEST, "limit must be 1 to " + MOST_FILES + ".");
        }
        var after = place(cursor);
        var head = head(id);
        long sequence = sequence(at, head);
        var tree = replay.tree(id.value(), sequence).orElse(null);
        var files = tree == null
                ? Optional.<List<WorkTreeListing.File>>empty()
                : replay.files(id.value(), tree).map(it -> changed ? changedFiles(id, tree, it) : allFiles(it));
        var items = new ArrayList<WorkTreeListing.File>();
        @Nullable String next = null;
        for (var file : files.orElseGet(List::of)) {
            if (file.path().compareTo(after) > 0) {
                if (items.size() == limit) {
                    next = cursor(items.get(limit - 1).path());
                    break;
                }
                items.add(file);
            }
        }
        return new WorkTreeListing(
                sequence,
                tree == null ? null : tree.treeId(),
                tree == null ? null : tree.sequence(),
                files.isPresent(),
                tree == null ? null : tree.stat(),
                items,
                next);
    }

    @GetMapping("/files/{*path}")
    @Operation(
            operationId = "findFile",
            summary = "One file of the work tree as it was after an event, byte for byte",
            description =
                    "A symbolic link is answered as the text of where it leads. Names that a URL's path cannot carry"
                            + " go into the parameter path, with /files/- as the path.")
    @ApiResponse(
            responseCode = "200",
            description = "The file",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    void findFile(
            @PathVariable("id") CodegenTaskId id,
            @PathVariable("path") String inUrl,
            @Parameter(description = "The path, where the URL's own is /files/-")
                    @RequestParam(name = "path", required = false)
                    @Nullable String path,
            @Parameter(description = AT, schema = @Schema(type = "integer", format = "int64"))
                    @RequestParam(name = "at", required = false)
                    @Nullable String at,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        var name = path != null && inUrl.equals("/-") ? path : inUrl.substring(1);
        var head = head(id);
        var tree = replay.tree(id.value(), sequence(at, head)).orElseThrow(ReplayQueryController::noFile);
        var files = replay.files(id.value(), tree).orElseThrow(ReplayQueryController::noFile);
        var file = files.find(name).orElseThrow(ReplayQueryController::noFile);
        var content = replay.open(id.value(), tree, file)
                .orElseThrow(() -> new CommandRejected(
                        ErrorCode.FILE_NOT_KEPT,
                        "The bytes of this file are not kept: it is a submodule, or too large to be kept unchanged."));
        try (content) {
            response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
            response.setContentLengthLong(file.version().bytes());
            response.setHeader("X-File-Kind", kind(file.version()).name());
            response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'");
            response.setHeader(
                    "Content-Disposition",
                    ContentDisposition.attachment()
                            .filename(name.substring(name.lastIndexOf('/') + 1), StandardCharsets.UTF_8)
                            .build()
                            .toString());
            long left = file.version().bytes();
            var buffer = new byte[16 << 10];
            while (left > 0) {
                int read = content.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new IOException("A kept file ends too early");
                }
                response.getOutputStream().write(buffer, 0, read);
                left -= read;
            }
        }
    }

    private static List<WorkTreeListing.File> allFiles(WorkTreeAt tree) {
        return tree.files().values().stream().map(it -> file(tree, it)).toList();
    }

    private List<WorkTreeListing.File> changedFiles(CodegenTaskId id, RunTree at, WorkTreeAt tree) {
        var files = new ArrayList<WorkTreeListing.File>();
        for (var held : tree.files().values()) {
            if (held.sequence() != null && tree.change(held) != null) {
                files.add(file(tree, held));
            }
        }
        replay.gone(id.value(), at, tree).forEach(it -> files.add(deleted(it)));
        files.sort(Comparator.comparing(WorkTreeListing.File::path));
        return files;
    }

    private static WorkTreeListing.File file(WorkTreeAt tree, WorkTreeAt.Held held) {
        var version = held.version();
        return new WorkTreeListing.File(
                held.path(),
                kind(version),
                version.bytes(),
                tree.change(held),
                tree.oldPath(held),
                held.sequence(),
                version.content() != null);
    }

    private static WorkTreeListing.File deleted(TreeRecord.Entry entry) {
        var version = entry.after();
        return new WorkTreeListing.File(
                entry.path(),
                version == null ? WorkTreeListing.Kind.FILE : kind(version),
                0,
                FileChange.Kind.DELETED,
                null,
                null,
                false);
    }

    private static WorkTreeListing.Kind kind(TreeRecord.Version version) {
        return switch (version.mode()) {
            case "100755" -> WorkTreeListing.Kind.EXECUTABLE;
            case "120000" -> WorkTreeListing.Kind.LINK;
            case "160000" -> WorkTreeListing.Kind.SUBMODULE;
            default -> WorkTreeListing.Kind.FILE;
        };
    }

    private FeedHead head(CodegenTaskId id) {
        return Answers.orNotFound(feed.head(id.value()), ABSENT);
    }

    private static CommandRejected noFile() {
        return new CommandRejected(
                ErrorCode.FILE_NOT_FOUND, "There is no such file in the work tree after that event.");
    }

    private static long sequence(@Nullable String at, FeedHead head) {
        if (at == null) {
            return head.lastSequence();
        }
        if (!SEQUENCE.matcher(at).matches() || Long.parseLong(at) > head.lastSequence()) {
            throw new CommandRejected(
                    ErrorCode.REQUEST_INVALID,
                    "at must be the number of an event of the stream, 0 to " + head.lastSequence() + ".",
                    "at");
        }
        return Long.parseLong(at);
    }

    private static String cursor(String path) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(path.getBytes(StandardCharsets.UTF_8));
    }

    private static String place(@Nullable String cursor) {
        if (cursor == null) {
            return "";
        }
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notOurs) {
            throw Answers.problem(HttpStatus.BAD_REQUEST, "The cursor is not one that this list has given.");
        }
    }
}
