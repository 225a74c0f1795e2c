package io.codemaster.command.review;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.RevisionBrief;
import io.codemaster.api.inspection.Finding;
import io.codemaster.api.inspection.InspectionOrder;
import io.codemaster.api.inspection.ReviewAnswer;
import io.codemaster.api.inspection.ReviewSubject;
import io.codemaster.api.review.LineComment;
import io.codemaster.api.review.ReviewedChange;

/** What a reviewed change gives those who work on it next: the reviewing agent, and the one that revises it. */
final class ReviewBrief {

    private ReviewBrief() {}

    /** What the reviewing agent gets: the whole change, and what the round before said of its predecessor. */
    static InspectionOrder inspection(ReviewedChange change) {
        var order = change.order();
        var revision = order.revision();
        return new InspectionOrder(
                order.projectId(),
                order.repositoryId(),
                order.gitUrl(),
                order.platform(),
                change.delivery().branch(),
                change.delivery().headCommit(),
                new ReviewSubject(
                        change.taskId(),
                        order.requirementKey(),
                        order.title(),
                        order.description(),
                        change.changes(),
                        order.analysis(),
                        Objects.requireNonNullElse(earlier(change), List.of()),
                        revision == null ? List.of() : words(revision)));
    }

    private static List<String> words(RevisionBrief revision) {
        var words = new ArrayList<String>();
        if (revision.comment() != null) {
            words.add(revision.comment());
        }
        revision.comments().forEach(it -> words.add("%s:%d: %s".formatted(it.path(), it.line(), it.body())));
        return List.copyOf(words);
    }

    /** What the follow-up gets. */
    static RevisionBrief revision(
            ReviewedChange change,
            @Nullable String comment,
            List<LineComment> comments,
            @Nullable ReviewAnswer lastAnswer) {
        return new RevisionBrief(
                change.taskId(),
                change.attempt(),
                change.round(),
                change.changes().baseCommit(),
                change.delivery(),
                change.sessionId(),
                comment,
                comments.stream().map(ReviewBrief::request).toList(),
                change.requestedBy(),
                lastAnswer == null ? earlier(change) : lastAnswer.findings());
    }

    /** Without an answer of its own a round hands on what it was given. */
    private static @Nullable List<Finding> earlier(ReviewedChange change) {
        var revision = change.order().revision();
        return revision == null ? null : revision.earlierFindings();
    }

    private static RevisionBrief.LineRequest request(LineComment comment) {
        return new RevisionBrief.LineRequest(
                comment.id(),
                comment.path(),
                comment.side().name(),
                comment.line(),
                comment.endLine(),
                comment.snippet(),
                comment.body());
    }
}
