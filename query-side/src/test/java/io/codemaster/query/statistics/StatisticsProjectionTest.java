package io.codemaster.query.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.codemaster.api.budget.BudgetLevel;
import io.codemaster.api.budget.BudgetScope;
import io.codemaster.api.budget.BudgetUse;
import io.codemaster.api.budget.FindBudgets;
import io.codemaster.api.budget.FindProjectBudget;
import io.codemaster.api.budget.FindRequirementBudget;
import io.codemaster.api.budget.ProjectBudgetDetails;
import io.codemaster.api.budget.SpendingId;
import io.codemaster.api.budget.SpendingRecorded;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.FindGenerations;
import io.codemaster.api.codegen.GenerationCancelled;
import io.codemaster.api.codegen.GenerationDetails;
import io.codemaster.api.codegen.GenerationRequested;
import io.codemaster.api.codegen.GenerationStatus;
import io.codemaster.api.codegen.GenerationStep;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.inspection.Finding;
import io.codemaster.api.inspection.ReviewAnswer;
import io.codemaster.api.mergerequest.MergeRequestState;
import io.codemaster.api.project.BoardLimitsChanged;
import io.codemaster.api.project.ProjectBudgetChanged;
import io.codemaster.api.project.ProjectCreated;
import io.codemaster.api.project.ProjectMemberAdded;
import io.codemaster.api.project.ProjectRole;
import io.codemaster.api.requirement.Delivery;
import io.codemaster.api.requirement.FindRequirements;
import io.codemaster.api.requirement.GenerationConcluded;
import io.codemaster.api.requirement.GenerationOrdered;
import io.codemaster.api.requirement.Priority;
import io.codemaster.api.requirement.RequirementDetails;
import io.codemaster.api.requirement.RequirementJudged;
import io.codemaster.api.requirement.RequirementMergeMoved;
import io.codemaster.api.requirement.RequirementSort;
import io.codemaster.api.requirement.RequirementStatus;
import io.codemaster.api.requirement.RequirementSubmitted;
import io.codemaster.api.review.AiReviewCompleted;
import io.codemaster.api.review.ReviewId;
import io.codemaster.api.review.ReviewSubmitted;
import io.codemaster.api.review.Verdict;
import io.codemaster.api.shared.PageRequest;
import io.codemaster.api.shared.TimeRange;
import io.codemaster.api.statistics.Board;
import io.codemaster.api.statistics.Board.Column;
import io.codemaster.api.statistics.FindBoard;
import io.codemaster.api.statistics.FindStatistics;
import io.codemaster.api.statistics.FindStatistics.Bucket;
import io.codemaster.api.statistics.FindWaitingReviews;
import io.codemaster.api.statistics.Statistics;
import io.codemaster.api.statistics.Statistics.VerdictCount;
import io.codemaster.api.statistics.WaitingReviews;
import io.codemaster.query.QuerySideTest;
import io.codemaster.query.Samples;

class StatisticsProjectionTest extends QuerySideTest {

    private static final Instant FROM = START.minus(Duration.ofDays(1));

    private static final Instant TO = START.plus(Duration.ofDays(1));

    private static final String MONTH = "2026-11";

    private final Samples run = new Samples();

    private Statistics statistics() {
        return statistics(FROM, TO);
    }

    private Statistics statistics(Instant from, Instant to) {
        return queries.query(
                        new FindStatistics(run.user, false, run.project, from, to, Bucket.DAY, ZoneOffset.UTC),
                        Statistics.class)
                .join();
    }

    private void aProject() {
        given(
                new ProjectCreated(run.project, "PAY", "Payments", null, run.user, false),
                new ProjectMemberAdded(run.project, run.user, ProjectRole.OWNER),
                new RequirementSubmitted(
                        run.requirement,
                        run.project,
                        "PAY-12",
                        "Refunds",
                        "As a user…",
                        Priority.MEDIUM,
                        null,
                        null,
                        null,
                        null,
                        run.user));
    }

    private void delivered() {
        given(
                new GenerationOrdered(run.requirement, run.task, run.order(), run.user),
                run.requested(),
                run.queued(1),
                run.claimed(1),
                run.started(1),
                run.finished(1),
                run.completed(1),
                new GenerationConcluded(
                        run.requirement,
                        run.task,
                        new Delivery("feature/req-PAY-12", Samples.HEAD),
                        RequirementStatus.GENERATED));
    }

    private static AiReviewCompleted aiReviewed(CodegenTaskId task, Finding.Severity severity) {
        var fine = new ReviewAnswer.Judgement(true, "");
        var finding = new Finding(
                "f1", "p1", severity, Finding.Category.QUALITY, "a", null, "", "d", "s", false, Finding.Standing.NEW);
        return new AiReviewCompleted(
                ReviewId.of(task),
                task,
                CodegenTaskId.random(),
                new ReviewAnswer(
                        70,
                        "",
                        List.of(finding),
                        List.of(),
                        new ReviewAnswer.Categories(fine, fine, fine, fine),
                        List.of()),
                Samples.USAGE);
    }

    private ReviewSubmitted judged(CodegenTaskId task, int number, Verdict verdict) {
        return new ReviewSubmitted(
                ReviewId.of(task),
                task,
                run.requirement,
                task.value() + "-" + number,
                number,
                verdict,
                null,
                List.of(),
                null,
                run.user);
    }

    @Test
    void aGenerationCountsFromTheMomentItIsAskedForUntilItIsOver() {
        aProject();
        given(run.requested(), run.queued(1), run.claimed(1));
        assertThat(statistics().totals().active()).isEqualTo(1);
        given(run.started(1), run.finished(1), run.attemptFailed(1, null), run.failed(1));
        var failed = statistics().totals();
        assertThat(failed.active()).isZero();
        assertThat(failed.failedByCode()).isEqualTo(Map.of("agent.model-overloaded", 1L));
        given(run.queued(2), run.claimed(2), run.finished(2), run.completed(2));
        var completed = statistics().totals();
        assertThat(completed.failed()).isZero();
        assertThat(completed.completed()).isEqualTo(1);
        assertThat(completed.costUsd())
                .as("both attempts cost")
                .isEqualByComparingTo(Samples.USAGE.costUsd().multiply(new BigDecimal(2)));
        assertThat(completed.duration().medianMs()).isPositive();
    }

    @Test
    void aChangeIsFollowedToItsMerge() {
        aProject();
        delivered();
        given(aiReviewed(run.task, Finding.Severity.ERROR), judged(run.task, 1, Verdict.APPROVED));
        given(
                new RequirementJudged(
                        run.requirement, run.task, 1, Verdict.APPROVED, RequirementStatus.APPROVED, run.user),
                new RequirementMergeMoved(run.requirement, MergeRequestState.OPENED, RequirementStatus.MERGE_REQUESTED),
                new RequirementMergeMoved(run.requirement, MergeRequestState.MERGED, RequirementStatus.MERGED));
        var statistics = statistics();
        var totals = statistics.totals();
        assertThat(totals.firstTimeApprovalRate()).isEqualTo(1.0);
        assertThat(totals.mergeRate()).isEqualTo(1.0);
        assertThat(totals.leadTime().medianMs()).isPositive();
        assertThat(statistics.verdicts()).containsExactly(new VerdictCount(true, Verdict.APPROVED, 1, run.task));
        assertThat(statistics.byProject()).singleElement().satisfies(it -> {
            assertThat(it.name()).isEqualTo("Payments");
            assertThat(it.figures()).isEqualTo(totals);
        });
        assertThat(statistics.byPerson())
                .singleElement()
                .satisfies(it -> assertThat(it.figures()).isEqualTo(totals));
        assertThat(statistics.byModel()).singleElement().satisfies(it -> {
            assertThat(it.id()).isEqualTo("claude-opus-5-5");
            assertThat(it.figures().merged()).isEqualTo(1);
        });
        assertThat(statistics.series()).hasSize(3);
        assertThat(statistics.series().get(1).figures()).isEqualTo(totals);
        assertThat(statistics.series().get(0).figures().generations()).isZero();

        replay();

        assertThat(statistics()).isEqualTo(statistics);
    }

    @Test
    void theListsBehindTheFiguresHoldWhatWasCounted() {
        aProject();
        delivered();
        given(aiReviewed(run.task, Finding.Severity.WARNING), judged(run.task, 1, Verdict.REJECTED));
        given(new RequirementJudged(
                run.requirement, run.task, 1, Verdict.REJECTED, RequirementStatus.REJECTED, run.user));
        var other = new Samples(run.project, run.user);
        given(new GenerationRequested(other.task, other.followUp(run.task), run.user), other.queued(1));
        given(other.attemptFailed(1, null), other.failed(1));

        assertThat(list(filter(GenerationStatus.COMPLETED, null, Verdict.REJECTED, false, false)))
                .containsExactly(run.task);
        assertThat(list(filter(null, null, Verdict.APPROVED, null, null))).isEmpty();
        assertThat(list(filter(null, null, null, true, null))).isEmpty();
        assertThat(list(filter(null, "agent.model-overloaded", null, null, true)))
                .containsExactly(other.task);
        assertThat(list(filter(null, "agent.limit-turns", null, null, null))).isEmpty();
        assertThat(ended(START.minusSeconds(1), TO)).containsExactly("PAY-12");
        assertThat(ended(TO, TO.plusSeconds(1))).isEmpty();
    }

    private FindGenerations.Filter filter(
            @Nullable GenerationStatus status,
            @Nullable String code,
            @Nullable Verdict verdict,
            @Nullable Boolean objected,
            @Nullable Boolean followUp) {
        return new FindGenerations.Filter(
                run.project,
                null,
                status,
                false,
                code,
                run.user,
                null,
                verdict,
                objected,
                followUp,
                new TimeRange(FROM, TO));
    }

    private List<CodegenTaskId> list(FindGenerations.Filter filter) {
        return this.<GenerationDetails>page(new FindGenerations(run.user, false, filter, new PageRequest(null, 50)))
                .items()
                .stream()
                .map(GenerationDetails::id)
                .toList();
    }

    private List<String> ended(Instant from, Instant to) {
        return this.<RequirementDetails>page(new FindRequirements(
                        run.user,
                        false,
                        new FindRequirements.Filter(
                                run.project, null, null, null, null, false, null, new TimeRange(from, to)),
                        RequirementSort.NEWEST,
                        new PageRequest(null, 50)))
                .items()
                .stream()
                .map(RequirementDetails::key)
                .toList();
    }

    @Test
    void nobodySeesTheWorkOfOthers() {
        aProject();
        given(run.requested(), new GenerationCancelled(run.task, 1, GenerationStep.QUEUE, run.user, Samples.USAGE));
        assertThat(statistics().totals().cancelled()).isEqualTo(1);
        var stranger = queries.query(
                        new FindStatistics(
                                new Samples().user, false, run.project, FROM, TO, Bucket.WEEK, ZoneOffset.UTC),
                        Statistics.class)
                .join();
        assertThat(stranger.totals()).isEqualTo(new Tally().figures());
        assertThat(stranger.byProject()).isEmpty();
    }

    @Test
    void aBoardWarnsOfWhatIsTooMuch() {
        aProject();
        given(new BoardLimitsChanged(run.project, Map.of(RequirementStatus.GENERATED, 1)));
        delivered();
        assertThat(column(RequirementStatus.GENERATED)).isEqualTo(new Column(RequirementStatus.GENERATED, 1, 1, false));
        var second = new Samples(run.project, run.user);
        given(
                new RequirementSubmitted(
                        second.requirement,
                        run.project,
                        "PAY-13",
                        "Second",
                        "",
                        Priority.LOW,
                        null,
                        null,
                        null,
                        null,
                        run.user),
                new GenerationConcluded(second.requirement, second.task, null, RequirementStatus.GENERATED));
        assertThat(column(RequirementStatus.GENERATED)).isEqualTo(new Column(RequirementStatus.GENERATED, 2, 1, true));
        given(new BoardLimitsChanged(run.project, Map.of()));
        assertThat(column(RequirementStatus.GENERATED))
                .isEqualTo(new Column(RequirementStatus.GENERATED, 2, null, false));
    }

    private Column column(RequirementStatus status) {
        return queries.query(new FindBoard(run.project), Board.class).join().columns().stream()
                .filter(it -> it.status() == status)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aChangeWaitsForThoseWhoDecide() {
        aProject();
        delivered();
        var reviewer = new Samples().user;
        var viewer = new Samples().user;
        given(
                new ProjectMemberAdded(run.project, reviewer, ProjectRole.DEVELOPER),
                new ProjectMemberAdded(run.project, viewer, ProjectRole.VIEWER));
        assertThat(waiting(new FindWaitingReviews(reviewer, false, 5)).items())
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.taskId()).isEqualTo(run.task);
                    assertThat(it.requirementKey()).isEqualTo("PAY-12");
                    assertThat(it.aiScore()).isNull();
                });
        assertThat(waiting(new FindWaitingReviews(viewer, true, 5)).count()).isZero();
        assertThat(waiting(new FindWaitingReviews(run.user, false, 5)).count())
                .as("what one asked for oneself")
                .isZero();
        assertThat(waiting(new FindWaitingReviews(run.user, true, 5)).count()).isEqualTo(1);
        given(new RequirementJudged(
                run.requirement, run.task, 1, Verdict.APPROVED, RequirementStatus.APPROVED, run.user));
        assertThat(waiting(new FindWaitingReviews(reviewer, false, 5)).count()).isZero();
    }

    private WaitingReviews waiting(FindWaitingReviews query) {
        return queries.query(query, WaitingReviews.class).join();
    }

    @Test
    void aBudgetIsShownWithWhatWasSpentOfIt() {
        aProject();
        given(new ProjectBudgetChanged(run.project, new BigDecimal("10"), new BigDecimal("2")));
        assertThat(budget().month().level()).isEqualTo(BudgetLevel.FINE);
        given(
                spent(SpendingId.of(run.requirement), BudgetScope.REQUIREMENT, "2"),
                spent(SpendingId.of(run.project, MONTH), BudgetScope.PROJECT, "8.5"));
        assertThat(budget().month().spentUsd()).isEqualByComparingTo("8.5");
        assertThat(budget().month().level()).isEqualTo(BudgetLevel.WARNED);
        assertThat(one(new FindRequirementBudget(run.requirement.value()), BudgetUse.class))
                .hasValueSatisfying(it -> assertThat(it.level()).isEqualTo(BudgetLevel.EXHAUSTED));
        assertThat(budgets(run.user))
                .singleElement()
                .satisfies(it -> assertThat(it.projectName()).isEqualTo("Payments"));
        assertThat(budgets(new Samples().user)).isEmpty();
        given(new ProjectBudgetChanged(run.project, null, null));
        assertThat(budget().month().level()).isEqualTo(BudgetLevel.FINE);
        assertThat(budgets(run.user)).isEmpty();
    }

    private SpendingRecorded spent(SpendingId account, BudgetScope scope, String total) {
        return new SpendingRecorded(
                account,
                scope,
                run.task,
                1,
                run.project,
                run.requirement,
                MONTH,
                BigDecimal.ONE,
                new BigDecimal(total),
                null);
    }

    private ProjectBudgetDetails budget() {
        return queries.query(new FindProjectBudget(run.project, MONTH), ProjectBudgetDetails.class)
                .join();
    }

    private List<BudgetUse> budgets(UserId reader) {
        return queries.query(
                        new FindBudgets(reader, false, MONTH, 5), ResponseTypes.multipleInstancesOf(BudgetUse.class))
                .join();
    }
}
