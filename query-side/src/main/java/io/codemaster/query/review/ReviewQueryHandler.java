package io.codemaster.query.review;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.inspection.Finding;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.api.review.FindReview;
import io.codemaster.api.review.ReviewDetails;
import io.codemaster.api.review.ReviewDetails.AiReview;
import io.codemaster.api.review.ReviewDetails.Comment;
import io.codemaster.api.review.ReviewDetails.Dismissal;
import io.codemaster.api.review.ReviewDetails.HumanReview;
import io.codemaster.api.review.ReviewDetails.Issue;
import io.codemaster.api.review.ReviewDetails.Person;
import io.codemaster.api.review.Verdict;
import io.codemaster.query.review.StoredReviews.AiRow;
import io.codemaster.query.review.StoredReviews.CommentRow;
import io.codemaster.query.review.StoredReviews.DismissalRow;
import io.codemaster.query.review.StoredReviews.HumanRow;
import io.codemaster.query.shared.PeopleNames;

/** Puts a page's review together from one read of each table. */
@Component
class ReviewQueryHandler {

    private final StoredReviews reviews;

    private final ParsedPatches patches;

    private final PeopleNames names;

    ReviewQueryHandler(StoredReviews reviews, ParsedPatches patches, PeopleNames names) {
        this.reviews = reviews;
        this.patches = patches;
        this.names = names;
    }

    @QueryHandler
    Optional<ReviewDetails> handle(FindReview query) {
        var task = query.taskId().value();
        return reviews.chain(task).map(it -> view(it, query.reader()));
    }

    private ReviewDetails view(ChangeChain chain, UserId reader) {
        var last = chain.last();
        var human = reviews.human(chain.tasks());
        var comments = reviews.comments(chain.tasks());
        var dismissals = reviews.dismissals(last.taskId());
        var people = people(last.requestedBy(), human, dismissals);
        return new ReviewDetails(
                new CodegenTaskId(last.taskId()),
                new RequirementId(last.requirementId()),
                last.round(),
                last.baseCommit(),
                last.headCommit(),
                last.requestedBy() == null ? null : person(last.requestedBy(), people),
                last.verdict() == null ? null : Verdict.valueOf(last.verdict()),
                ai(last.taskId(), comments, dismissals, people),
                human(chain, human, comments, people),
                reviews.draft(last.taskId(), reader).orElse(null),
                false,
                false,
                null);
    }

    private Map<String, Person> people(
            @Nullable String requester, List<HumanRow> human, List<DismissalRow> dismissals) {
        var ids = Stream.of(
                        Stream.ofNullable(requester),
                        human.stream().map(HumanRow::by),
                        dismissals.stream().map(DismissalRow::by))
                .flatMap(it -> it)
                .distinct()
                .toList();
        var people = new HashMap<String, Person>();
        names.of(ids).forEach((id, name) -> people.put(id, new Person(new UserId(id), name)));
        return people;
    }

    private static Person person(String id, Map<String, Person> people) {
        return people.getOrDefault(id, new Person(new UserId(id), id));
    }

    // ---- the second agent ----

    private List<AiReview> ai(
            String task, List<CommentRow> comments, List<DismissalRow> dismissals, Map<String, Person> people) {
        var takenOver = new HashMap<String, String>();
        comments.stream()
                .filter(it -> it.taskId().equals(task) && it.comment().findingId() != null)
                .forEach(it ->
                        takenOver.put(it.comment().findingId(), it.comment().id()));
        var putAside = new HashMap<String, Dismissal>();
        dismissals.forEach(it -> putAside.put(
                it.run() + " " + it.finding(), new Dismissal(it.reason(), person(it.by(), people), it.at())));
        return reviews.ai(task).stream()
                .map(row -> view(
                        row,
                        finding -> issue(
                                finding, putAside.get(row.run() + " " + finding.id()), takenOver.get(finding.id()))))
                .toList();
    }

    private static AiReview view(AiRow row, java.util.function.Function<Finding, Issue> issues) {
        var answer = row.answer();
        return new AiReview(
                new CodegenTaskId(row.run()),
                new CodegenTaskId(row.run()),
                row.status(),
                answer == null ? null : answer.score(),
                answer == null ? null : answer.summary(),
                answer == null
                        ? List.of()
                        : answer.findings().stream().map(issues).toList(),
                answer == null ? null : answer.categories(),
                answer == null ? List.of() : answer.omitted(),
                answer == null
                        ? List.of()
                        : answer.resolved().stream().map(issues).toList(),
                row.costUsd(),
                row.startedAt(),
                row.finishedAt(),
                row.failure());
    }

    private static Issue issue(Finding finding, @Nullable Dismissal dismissal, @Nullable String commentId) {
        return new Issue(
                finding.id(),
                finding.fingerprint(),
                finding.severity(),
                finding.category(),
                finding.file(),
                finding.line(),
                finding.snippet(),
                finding.description(),
                finding.suggestion(),
                finding.anchored(),
                finding.standing(),
                dismissal,
                commentId);
    }

    // ---- people ----

    private List<HumanReview> human(
            ChangeChain chain, List<HumanRow> rows, List<CommentRow> comments, Map<String, Person> people) {
        var byReview = new HashMap<String, List<Comment>>();
        comments.forEach(it -> byReview.computeIfAbsent(it.reviewId(), review -> new ArrayList<>())
                .add(view(chain, it)));
        return rows.stream()
                .map(it -> new HumanReview(
                        it.id(),
                        new CodegenTaskId(it.taskId()),
                        chain.round(it.taskId()),
                        it.number(),
                        it.verdict(),
                        it.comment(),
                        person(it.by(), people),
                        it.at(),
                        it.followUp() == null ? null : new CodegenTaskId(it.followUp()),
                        List.copyOf(byReview.getOrDefault(it.id(), List.of()))))
                .toList();
    }

    private Comment view(ChangeChain chain, CommentRow row) {
        var comment = row.comment();
        return new Comment(
                comment.id(),
                comment.path(),
                comment.side(),
                comment.line(),
                comment.endLine(),
                comment.commit(),
                comment.snippet(),
                comment.body(),
                comment.findingId(),
                chain.position(row.taskId(), comment, patches::find),
                row.addressed(),
                row.answer());
    }
}
