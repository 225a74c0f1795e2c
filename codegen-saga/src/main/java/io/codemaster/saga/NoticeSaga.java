package io.codemaster.saga;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.SagaLifecycle;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.spring.stereotype.Saga;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.budget.BudgetLevel;
import io.codemaster.api.budget.BudgetLevelReached;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.GenerationCompleted;
import io.codemaster.api.codegen.GenerationFailed;
import io.codemaster.api.codegen.Usage;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.mergerequest.MergeRequestClosed;
import io.codemaster.api.mergerequest.MergeRequestMerged;
import io.codemaster.api.mergerequest.MergeRequestOpened;
import io.codemaster.api.notice.DeliverNotice;
import io.codemaster.api.notice.IssueNotice;
import io.codemaster.api.notice.NoticeContent;
import io.codemaster.api.notice.NoticeFacts;
import io.codemaster.api.notice.NoticeId;
import io.codemaster.api.notice.NoticeIssued;
import io.codemaster.api.notice.NoticeKind;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.requirement.GenerationOrdered;
import io.codemaster.api.requirement.GenerationResumed;
import io.codemaster.api.requirement.RequirementEdited;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.api.requirement.RequirementSubmitted;
import io.codemaster.api.review.AiReviewCompleted;
import io.codemaster.api.review.AiReviewFailed;
import io.codemaster.api.review.ReviewSubmitted;

/**
 * Tells people what happens to a requirement that concerns them: who wrote it, who it is assigned to, and who asked for
 * the code. Whoever did something is not told of it. It ends with the requirement, which is when it is merged.
 */
@Saga
@ProcessingGroup("notice-saga")
public class NoticeSaga {

    /** Of older generations nothing more happens. */
    static final int REMEMBERED_TASKS = 16;

    private static final String REQUIREMENT = "requirementId";

    private static final String TASK = "taskId";

    private static final int LONGEST_TEXT = 300;

    private RequirementId requirementId;

    private String key;

    private String title;

    private ProjectId projectId;

    private UserId author;

    private @Nullable UserId assignee;

    /** Who asked for the code, by the ids of the generations, the oldest first. */
    private Map<String, UserId> requesters = new LinkedHashMap<>();

    private @Nullable Long mergeRequestNumber;

    private @Nullable String mergeRequestUrl;

    private int closings;

    @SuppressWarnings("NullAway.Init") // the first event gives them
    public NoticeSaga() {}

    // ---- who is concerned ----

    @StartSaga
    @SagaEventHandler(associationProperty = REQUIREMENT)
    void on(RequirementSubmitted event) {
        requirementId = event.requirementId();
        key = event.key();
        title = event.title();
        projectId = event.projectId();
        author = event.submittedBy();
        assignee = event.assigneeId();
    }

    @SagaEventHandler(associationProperty = REQUIREMENT)
    void on(RequirementEdited event) {
        if (event.title() != null) {
            title = event.title();
        }
        if (event.assigneeId() != null) {
            assignee = event.assigneeId().to();
        }
    }

    @SagaEventHandler(associationProperty = REQUIREMENT)
    void on(GenerationOrdered event) {
        follow(event.taskId(), event.orderedBy());
    }

    @SagaEventHandler(associationProperty = REQUIREMENT)
    void on(GenerationResumed event) {
        follow(event.taskId(), event.resumedBy());
    }

    private void follow(CodegenTaskId task, UserId requester) {
        requesters.remove(task.value());
        requesters.put(task.value(), requester);
        SagaLifecycle.associateWith(TASK, task.value());
        if (requesters.size() > REMEMBERED_TASKS) {
            var oldest = requesters.keySet().iterator().next();
            requesters.remove(oldest);
            SagaLifecycle.removeAssociationWith(TASK, oldest);
        }
    }

    // ---- what they are told ----

    @SagaEventHandler(associationProperty = TASK)
    void on(GenerationCompleted event, @Timestamp Instant at, CommandGateway commands) {
        var facts = used(event.usage());
        facts.put(NoticeFacts.FILES, String.valueOf(event.stat().files()));
        facts.put(NoticeFacts.ADDITIONS, String.valueOf(event.stat().additions()));
        facts.put(NoticeFacts.DELETIONS, String.valueOf(event.stat().deletions()));
        new News(NoticeKind.GENERATION_COMPLETED, event.taskId(), null, facts, at)
                .tell(commands, event.taskId().value(), event.attempt());
    }

    @SagaEventHandler(associationProperty = TASK)
    void on(GenerationFailed event, @Timestamp Instant at, CommandGateway commands) {
        var facts = used(event.usage());
        facts.put(NoticeFacts.FAILURE, event.failure().code().code());
        facts.put(NoticeFacts.MESSAGE, cut(event.failure().message()));
        new News(NoticeKind.GENERATION_FAILED, event.taskId(), null, facts, at)
                .tell(commands, event.taskId().value(), event.attempt());
    }

    @SagaEventHandler(associationProperty = TASK)
    void on(AiReviewCompleted event, @Timestamp Instant at, CommandGateway commands) {
        var facts = used(event.usage());
        facts.put(NoticeFacts.SCORE, String.valueOf(event.answer().score()));
        facts.put(NoticeFacts.FINDINGS, String.valueOf(event.answer().findings().size()));
        facts.put(NoticeFacts.RESOLVED, String.valueOf(event.answer().resolved().size()));
        new News(NoticeKind.AI_REVIEW_COMPLETED, event.taskId(), null, facts, at)
                .tell(commands, event.runId().value(), 1);
    }

    @SagaEventHandler(associationProperty = TASK)
    void on(AiReviewFailed event, @Timestamp Instant at, CommandGateway commands) {
        var facts = new LinkedHashMap<String, String>();
        facts.put(NoticeFacts.FAILURE, event.failure().code().code());
        facts.put(NoticeFacts.MESSAGE, cut(event.failure().message()));
        new News(NoticeKind.AI_REVIEW_FAILED, event.taskId(), null, facts, at)
                .tell(commands, event.runId().value(), 1);
    }

    @SagaEventHandler(associationProperty = REQUIREMENT)
    void on(ReviewSubmitted event, @Timestamp Instant at, CommandGateway commands) {
        var facts = new LinkedHashMap<String, String>();
        facts.put(NoticeFacts.VERDICT, event.verdict().name());
        facts.put(NoticeFacts.LINE_COMMENTS, String.valueOf(event.lineComments().size()));
        if (event.comment() != null) {
            facts.put(NoticeFacts.COMMENT, cut(event.comment()));
        }
        new News(NoticeKind.VERDICT, event.taskId(), event.submittedBy(), facts, at)
                .tell(commands, event.taskId().value(), event.number());
    }

    @SagaEventHandler(associationProperty = REQUIREMENT)
    void on(MergeRequestOpened event, @Timestamp Instant at, CommandGateway commands) {
        mergeRequestNumber = event.number();
        mergeRequestUrl = event.url();
        new News(NoticeKind.MERGE_REQUEST_OPENED, null, null, mergeRequest(), at)
                .tell(commands, event.mergeRequestId().value(), event.attempt());
    }

    @SagaEventHandler(associationProperty = REQUIREMENT)
    void on(MergeRequestClosed event, @Timestamp Instant at, CommandGateway commands) {
        closings++;
        new News(NoticeKind.MERGE_REQUEST_CLOSED, null, null, mergeRequest(), at)
                .tell(commands, event.mergeRequestId().value(), closings);
    }

    /** What nobody has to be told is the end at once. */
    @SagaEventHandler(associationProperty = REQUIREMENT)
    void on(MergeRequestMerged event, @Timestamp Instant at, CommandGateway commands) {
        var isTold = new News(NoticeKind.MERGED, null, event.mergedBy(), mergeRequest(), at)
                .tell(commands, event.mergeRequestId().value(), 1);
        if (!isTold) {
            SagaLifecycle.end();
        }
    }

    @SagaEventHandler(associationProperty = REQUIREMENT)
    void on(BudgetLevelReached event, @Timestamp Instant at, CommandGateway commands) {
        var kind = event.level() == BudgetLevel.EXHAUSTED ? NoticeKind.BUDGET_EXHAUSTED : NoticeKind.BUDGET_WARNED;
        new News(kind, null, null, budget(event), at)
                .alsoTo(event.owners())
                .tell(commands, event.spendingId().value(), event.number());
    }

    /** What a notice of a budget says. */
    static Map<String, String> budget(BudgetLevelReached event) {
        var facts = new LinkedHashMap<String, String>();
        facts.put(NoticeFacts.BUDGET, event.scope().name());
        facts.put(NoticeFacts.SPENT_USD, dollars(event.spentUsd()));
        facts.put(NoticeFacts.LIMIT_USD, dollars(event.limitUsd()));
        return facts;
    }

    private static String dollars(BigDecimal usd) {
        return usd.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }

    private Map<String, String> mergeRequest() {
        var facts = new LinkedHashMap<String, String>();
        if (mergeRequestNumber != null) {
            facts.put(NoticeFacts.NUMBER, mergeRequestNumber.toString());
        }
        if (mergeRequestUrl != null) {
            facts.put(NoticeFacts.URL, mergeRequestUrl);
        }
        return facts;
    }

    /** What was issued is handed out; the last notice ends what leads to it. */
    @SagaEventHandler(associationProperty = REQUIREMENT)
    void on(NoticeIssued event, CommandGateway commands) {
        commands.sendAndWait(new DeliverNotice(event.noticeId(), event.recipients(), event.content()));
        if (event.content().kind() == NoticeKind.MERGED) {
            SagaLifecycle.end();
        }
    }

    // ---- how they are told ----

    private final class News {

        private final NoticeKind kind;

        private final @Nullable CodegenTaskId taskId;

        private final @Nullable UserId actor;

        private final Map<String, String> facts;

        private final Instant at;

        private List<UserId> others = List.of();

        News(
                NoticeKind kind,
                @Nullable CodegenTaskId taskId,
                @Nullable UserId actor,
                Map<String, String> facts,
                Instant at) {
            this.kind = kind;
            this.taskId = taskId;
            this.actor = actor;
            this.facts = facts;
            this.at = at;
        }

        /** Others who are concerned by this alone. */
        News alsoTo(List<UserId> people) {
            others = people;
            return this;
        }

        /** Whether there is anybody to tell. */
        boolean tell(CommandGateway commands, String subject, int number) {
            var recipients = concerned();
            if (recipients.isEmpty()) {
                return false;
            }
            commands.sendAndWait(new IssueNotice(
                    NoticeId.of(kind, subject, number),
                    recipients,
                    new NoticeContent(kind, requirementId, key, title, projectId, taskId, actor, facts, link(), at)));
            return true;
        }

        private List<UserId> concerned() {
            var people = new LinkedHashSet<UserId>();
            requester().ifPresent(people::add);
            people.add(author);
            if (assignee != null) {
                people.add(assignee);
            }
            people.addAll(others);
            if (actor != null) {
                people.remove(actor);
            }
            return new ArrayList<>(people);
        }

        /** Of the generation that the news is about, else of the last. */
        private Optional<UserId> requester() {
            return taskId == null
                    ? requesters.values().stream().reduce((earlier, later) -> later)
                    : Optional.ofNullable(requesters.get(taskId.value()));
        }

        private String link() {
            return switch (kind) {
                case GENERATION_COMPLETED, GENERATION_FAILED -> "/codegen/" + taskId;
                case AI_REVIEW_COMPLETED, AI_REVIEW_FAILED, VERDICT -> "/codegen/" + taskId + "/review";
                case MERGE_REQUEST_OPENED, MERGED, MERGE_REQUEST_CLOSED, BUDGET_WARNED, BUDGET_EXHAUSTED ->
                    "/requirements/" + key;
            };
        }
    }

    private static Map<String, String> used(Usage usage) {
        var facts = new LinkedHashMap<String, String>();
        facts.put(NoticeFacts.COST_USD, usage.costUsd().toPlainString());
        facts.put(NoticeFacts.DURATION_MS, String.valueOf(usage.durationMs()));
        return facts;
    }

    /** The beginning of a text, never half of a character. */
    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_TEXT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_TEXT)) + "…";
    }
}
