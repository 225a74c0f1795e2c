package io.codemaster.command.notice;

import java.security.Principal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.codemaster.api.identity.ChangeNoticePreferences;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.notice.AcknowledgeInbox;
import io.codemaster.api.notice.AcknowledgeNotices;
import io.codemaster.api.notice.NoticeId;
import io.codemaster.api.notice.NoticePreferences;
import io.codemaster.api.notice.NoticeTopic;
import io.codemaster.api.shared.CommandRejected;
import io.codemaster.api.shared.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

/** Everybody does this for themselves only. */
@RestController
@Tag(name = "Notices")
class NoticeCommandController {

    private final CommandGateway commands;

    NoticeCommandController(CommandGateway commands) {
        this.commands = commands;
    }

    @PostMapping("/api/v1/notices/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "acknowledgeNotices", summary = "I have read these, or all that there are")
    CompletableFuture<ResponseEntity<Void>> acknowledgeNotices(
            @Valid @RequestBody AcknowledgeNoticesRequest request, Principal caller) {
        var user = new UserId(caller.getName());
        return commands.send(request.command(user))
                .thenApply(done -> ResponseEntity.noContent().build());
    }

    @PutMapping("/api/v1/auth/me/notices")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "changeNoticeChoices", summary = "Choose what I hear of, and where")
    CompletableFuture<ResponseEntity<Void>> changeNoticeChoices(
            @Valid @RequestBody ChangeNoticeChoicesRequest request, Principal caller) {
        return commands.send(new ChangeNoticePreferences(new UserId(caller.getName()), request.preferences()))
                .thenApply(done -> ResponseEntity.noContent().build());
    }

    /** Either the ids of notices, or all. */
    record AcknowledgeNoticesRequest(
            @Size(max = 200, message = "Name at most 200 notices at once.") @Nullable List<String> ids,

            @Nullable Boolean all) {

        Object command(UserId user) {
            if (Boolean.TRUE.equals(all) == (ids != null)) {
                throw new CommandRejected(
                        ErrorCode.REQUEST_INVALID, "Name the notices by their ids, or say all: true.", "ids");
            }
            return ids == null
                    ? new AcknowledgeInbox(user)
                    : new AcknowledgeNotices(
                            user,
                            ids.stream().map(AcknowledgeNoticesRequest::id).toList());
        }

        private static NoticeId id(String text) {
            try {
                return new NoticeId(text);
            } catch (IllegalArgumentException none) {
                throw new CommandRejected(ErrorCode.REQUEST_INVALID, "No notice has such an id.", "ids");
            }
        }
    }

    record ChangeNoticeChoicesRequest(
            @Valid @NotNull(message = "Say yes or no for each topic.") Topics feishu,

            @Valid @NotNull(message = "Say yes or no for each topic.") Topics inbox) {

        NoticePreferences preferences() {
            return new NoticePreferences(feishu.off(), inbox.off());
        }
    }

    record Topics(
            @JsonProperty("GENERATION") @NotNull(message = "Say yes or no.") Boolean generation,

            @JsonProperty("AI_REVIEW") @NotNull(message = "Say yes or no.") Boolean aiReview,

            @JsonProperty("VERDICT") @NotNull(message = "Say yes or no.") Boolean verdict,

            @JsonProperty("MERGE") @NotNull(message = "Say yes or no.") Boolean merge) {

        Set<NoticeTopic> off() {
            var off = EnumSet.noneOf(NoticeTopic.class);
            turn(off, generation, NoticeTopic.GENERATION);
            turn(off, aiReview, NoticeTopic.AI_REVIEW);
            turn(off, verdict, NoticeTopic.VERDICT);
            turn(off, merge, NoticeTopic.MERGE);
            return off;
        }

        private static void turn(Set<NoticeTopic> off, boolean on, NoticeTopic topic) {
            if (!on) {
                off.add(topic);
            }
        }
    }
}
