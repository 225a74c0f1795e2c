package io.codemaster.app.edge;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.artifact.ArtifactStore;
import io.codemaster.api.codegen.CapturedChanges;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.DiffStat;
import io.codemaster.api.codegen.GenerationOrder;
import io.codemaster.api.codegen.RequestGeneration;
import io.codemaster.api.codegen.RevisionBrief;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.identity.UserRole;
import io.codemaster.api.inspection.Finding;
import io.codemaster.api.inspection.ReviewAnswer;
import io.codemaster.api.project.AddProjectMember;
import io.codemaster.api.project.CreateProject;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.project.ProjectRole;
import io.codemaster.api.repository.LinkRepository;
import io.codemaster.api.repository.Platform;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.requirement.ConcludeGeneration;
import io.codemaster.api.requirement.Delivery;
import io.codemaster.api.requirement.OrderGeneration;
import io.codemaster.api.requirement.OrderRevision;
import io.codemaster.api.requirement.Priority;
import io.codemaster.api.requirement.RepositoryTarget;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.api.requirement.SubmitRequirement;
import io.codemaster.api.review.OpenReview;
import io.codemaster.api.review.RequestAiReview;
import io.codemaster.api.review.ReviewId;
import io.codemaster.api.review.ReviewedChange;
import io.codemaster.app.web.ProjectionBarrier;

/**
 * Requirements whose changes are made up: their generations wait in a queue that never moves, and what an agent would have
 * delivered is told by commands. The owner asks for every change.
 */
final class ReviewedRequirements {

    static final String BASE = "1".repeat(40);

    static final String HEAD = "2".repeat(40);

    private static final String REVISED = "3".repeat(40);

    private static final UserId OWNER = new UserId("rev-owner");

    static final ReviewAnswer ANSWER = answer();

    private final TestServer server;

    private final CommandGateway commands;

    private final ProjectId project = new ProjectId("rev-project");

    private final RepositoryTarget target;

    private final AtomicInteger numbers = new AtomicInteger();

    private final Map<CodegenTaskId, RequirementId> requirements = new ConcurrentHashMap<>();

    private final Map<CodegenTaskId, GenerationOrder> orders = new ConcurrentHashMap<>();

    /** The first generation takes the only slot and waits for a server that says nothing. */
    ReviewedRequirements(TestServer server, String silentRepository) {
        this.server = server;
        this.commands = server.bean(CommandGateway.class);
        target = new RepositoryTarget(new RepositoryId("rev-repository"), silentRepository, Platform.GIT, "main");
        server.user("rev-owner", UserRole.PM);
        server.user("rev-developer", UserRole.RD);
        server.user("rev-viewer", UserRole.RD);
        commands.sendAndWait(new CreateProject(project, "REV", "Reviews", null, OWNER, false));
        commands.sendAndWait(new AddProjectMember(project, new UserId("rev-developer"), ProjectRole.DEVELOPER));
        commands.sendAndWait(new AddProjectMember(project, new UserId("rev-viewer"), ProjectRole.VIEWER));
        commands.sendAndWait(new LinkRepository(
                target.repositoryId(), project, silentRepository, Platform.GIT, "main", null, false));
        ordered();
    }

    String token(String user) {
        return server.user(user, null);
    }

    String requirementOf(CodegenTaskId task) {
        return requirements.get(task).value();
    }

    CodegenTaskId ordered() {
        var task = CodegenTaskId.random();
        var requirement = RequirementId.random();
        commands.sendAndWait(new SubmitRequirement(
                requirement,
                project,
                "REV-" + numbers.incrementAndGet(),
                "Refunds",
                "Money back.",
                Priority.MEDIUM,
                target,
                null,
                null,
                null,
                OWNER));
        GenerationOrder order =
                commands.sendAndWait(new OrderGeneration(requirement, task, SampleOrders.options(), OWNER));
        commands.sendAndWait(new RequestGeneration(task, order, OWNER));
        requirements.put(task, requirement);
        orders.put(task, order);
        readable();
        return task;
    }

    CodegenTaskId delivered() {
        var task = ordered();
        deliver(task, HEAD, null);
        return task;
    }

    /** The follow-up adds a line before all that the first change added. */
    void deliverRevision(CodegenTaskId followUp, CodegenTaskId sentBack) {
        var requirement = requirements.get(sentBack);
        var delivery = new Delivery("feature/req-REV", HEAD);
        // asked for again it answers the order that is under way
        GenerationOrder order = commands.sendAndWait(new OrderRevision(
                requirement,
                followUp,
                new RevisionBrief(sentBack, 1, 1, BASE, delivery, null, null, List.of()),
                SampleOrders.options(),
                OWNER));
        requirements.put(followUp, requirement);
        orders.put(followUp, order);
        deliver(followUp, REVISED, new CapturedChanges.Round(HEAD, new DiffStat(1, 1, 0), keep("""
                        diff --git a/src/Refund.java b/src/Refund.java
                        --- a/src/Refund.java
                        +++ b/src/Refund.java
                        @@ -1 +1,2 @@
                         first
                        +inserted
                        """), keep("[]")));
    }

    CodegenTaskId requestAiReview(CodegenTaskId task) {
        CodegenTaskId run = commands.sendAndWait(new RequestAiReview(ReviewId.of(task), OWNER));
        readable();
        return run;
    }

    private void deliver(CodegenTaskId task, String head, CapturedChanges.@Nullable Round round) {
        var order = orders.get(task);
        var delivery = new Delivery("feature/req-REV", head);
        var revision = order.revision();
        var requester = revision == null || revision.requestedBy() == null ? OWNER : revision.requestedBy();
        var changes = new CapturedChanges(BASE, head, new DiffStat(1, 2, 1), keep("""
                diff --git a/src/Refund.java b/src/Refund.java
                --- a/src/Refund.java
                +++ b/src/Refund.java
                @@ -1,2 +1,3 @@
                 first
                -zwei
                +second
                +third
                """), keep("[]"), null, round);
        commands.sendAndWait(new ConcludeGeneration(order.requirementId(), task, delivery));
        commands.sendAndWait(new OpenReview(
                ReviewId.of(task), new ReviewedChange(task, 1, order, delivery, changes, null, requester)));
        readable();
    }

    private io.codemaster.api.artifact.ArtifactId keep(String text) {
        return server.bean(ArtifactStore.class).keep(text.getBytes(StandardCharsets.UTF_8));
    }

    private void readable() {
        server.bean(ProjectionBarrier.class).passed().join();
    }

    private static ReviewAnswer answer() {
        var judgement = new ReviewAnswer.Judgement(true, "Fine.");
        var finding = new Finding(
                "f1",
                "fp1",
                Finding.Severity.WARNING,
                Finding.Category.STYLE,
                "src/Refund.java",
                2,
                "second",
                "Odd.",
                "Even.",
                true,
                Finding.Standing.NEW);
        return new ReviewAnswer(
                80,
                "Fine",
                List.of(finding),
                List.of(),
                new ReviewAnswer.Categories(judgement, judgement, judgement, judgement),
                List.of());
    }
}
