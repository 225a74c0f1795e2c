package io.codemaster.query.statistics;

import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

import jakarta.servlet.http.HttpServletRequest;

import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.codemaster.api.budget.BudgetUse;
import io.codemaster.api.budget.FindBudgets;
import io.codemaster.api.codegen.FindGenerations;
import io.codemaster.api.codegen.GenerationDetails;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.project.FindMembership;
import io.codemaster.api.project.FindProject;
import io.codemaster.api.project.FindProjects;
import io.codemaster.api.project.ProjectDetails;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.project.ProjectRole;
import io.codemaster.api.requirement.FindRequirements;
import io.codemaster.api.requirement.RequirementDetails;
import io.codemaster.api.requirement.RequirementSort;
import io.codemaster.api.shared.CommandRejected;
import io.codemaster.api.shared.ErrorCode;
import io.codemaster.api.shared.PageRequest;
import io.codemaster.api.shared.TimeRange;
import io.codemaster.api.statistics.Board;
import io.codemaster.api.statistics.CountRequirements;
import io.codemaster.api.statistics.Dashboard;
import io.codemaster.api.statistics.FindBoard;
import io.codemaster.api.statistics.FindStatistics;
import io.codemaster.api.statistics.FindStatistics.Bucket;
import io.codemaster.api.statistics.FindWaitingReviews;
import io.codemaster.api.statistics.Statistics;
import io.codemaster.api.statistics.WaitingReviews;
import io.codemaster.query.shared.Answers;
import io.codemaster.query.shared.ReviewRights;
import io.codemaster.query.shared.Times;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Statistics")
class StatisticsQueryController {

    private static final int DAYS = 30;

    private static final int MOST_PERIODS = 400;

    private static final int FEW = 6;

    private final QueryGateway queries;

    private final ReviewRights rights;

    private final Clock clock;

    StatisticsQueryController(QueryGateway queries, ReviewRights rights, Clock clock) {
        this.queries = queries;
        this.rights = rights;
        this.clock = clock;
    }

    @GetMapping("/statistics")
    @Operation(
            operationId = "findStatistics",
            summary = "What the work of the reader's projects amounts to; for an administrator of all",
            description = "Generations count where they were asked for, requirements where they ended."
                    + " Without a time the last 30 days.")
    CompletableFuture<Statistics> findStatistics(
            @RequestParam(name = "projectId", required = false) @Nullable ProjectId projectId,
            @Parameter(description = "The first day, or a moment")
                    @RequestParam(name = "from", required = false)
                    @Nullable String from,
            @Parameter(description = "The last day, or a moment that does not count any more")
                    @RequestParam(name = "to", required = false)
                    @Nullable String to,
            @Parameter(
                            description = "The steps of the series; a week begins on a Monday",
                            schema =
                                    @Schema(
                                            allowableValues = {"day", "week"},
                                            defaultValue = "day"))
                    @RequestParam(name = "bucket", defaultValue = "day")
                    String bucket,
            @Parameter(description = "Where days begin, as the IANA names it; UTC when left out")
                    @RequestParam(name = "zone", required = false)
                    @Nullable String zone,
            @Parameter(hidden = true) Principal reader,
            @Parameter(hidden = true) HttpServletRequest request) {
        var where = Times.zone(zone);
        var steps = bucket(bucket);
        var range = range(from, to, where);
        var begin = range.from() == null ? Instant.EPOCH : range.from();
        var end = range.to() == null ? clock.instant() : range.to();
        refuseTooManySteps(begin, end, steps);
        var user = new UserId(reader.getName());
        boolean all = request.isUserInRole("ADMIN");
        var query = new FindStatistics(user, all, projectId, begin, end, steps, where);
        return visible(projectId, user, all).thenCompose(known -> queries.query(query, Statistics.class));
    }

    /** A project that the reader may not see is like one that does not exist. */
    private CompletableFuture<?> visible(@Nullable ProjectId project, UserId reader, boolean all) {
        if (project == null) {
            return CompletableFuture.completedFuture(null);
        }
        return all
                ? Answers.one(
                        queries, new FindProject(project, reader), ProjectDetails.class, "There is no such project.")
                : Answers.one(
                        queries, new FindMembership(project, reader), ProjectRole.class, "There is no such project.");
    }

    /** The last 30 days up to the end of today, where nothing else is said. */
    private TimeRange range(@Nullable String from, @Nullable String to, ZoneId zone) {
        var said = Times.range(new Times.Field("from", from), new Times.Field("to", to), zone);
        var tomorrow = clock.instant()
                .atZone(zone)
                .toLocalDate()
                .plusDays(1)
                .atStartOfDay(zone)
                .toInstant();
        var end = said.to() == null ? tomorrow : said.to();
        if (said.from() == null) {
            var begin = end.atZone(zone).minusDays(DAYS).toInstant();
            return new TimeRange(begin, end);
        }
        if (!said.from().isBefore(end)) {
            throw new CommandRejected(ErrorCode.REQUEST_INVALID, "from lies in the future. Say to as well.", "from");
        }
        return new TimeRange(said.from(), end);
    }

    private static Bucket bucket(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "day" -> Bucket.DAY;
            case "week" -> Bucket.WEEK;
            default -> throw new CommandRejected(ErrorCode.REQUEST_INVALID, "Choose day or week.", "bucket");
        };
    }

    private static void refuseTooManySteps(Instant from, Instant to, Bucket bucket) {
        long days = Duration.between(from, to).toDays();
        if (days / (bucket == Bucket.WEEK ? 7 : 1) > MOST_PERIODS) {
            throw new CommandRejected(
                    ErrorCode.REQUEST_INVALID,
                    bucket == Bucket.WEEK
                            ? "A series has at most 400 weeks. Choose a later from."
                            : "A series has at most 400 days. Choose a later from, or bucket=week.",
                    "from");
        }
    }

    @GetMapping("/dashboard")
    @Operation(operationId = "findDashboard", summary = "What concerns the reader now")
    CompletableFuture<Dashboard> findDashboard(
            @Parameter(description = "Where days begin, as the IANA names it; UTC when left out")
                    @RequestParam(name = "zone", required = false)
                    @Nullable String zone,
            @Parameter(hidden = true) Principal reader,
            @Parameter(hidden = true) HttpServletRequest request) {
        var user = new UserId(reader.getName());
        boolean all = request.isUserInRole("ADMIN");
        var few = new PageRequest(null, FEW);
        var where = Times.zone(zone);
        var range = range(null, null, where);
        var from = range.from() == null ? Instant.EPOCH : range.from();
        var to = range.to() == null ? clock.instant() : range.to();
        var projects = Answers.page(queries, new FindProjects(user, all, null, false, few), ProjectDetails.class);
        var requirements = Answers.page(
                queries,
                new FindRequirements(
                        user,
                        all,
                        new FindRequirements.Filter(null, null, null, null, null, true, null),
                        RequirementSort.UPDATED,
                        few),
                RequirementDetails.class);
        var generations = Answers.page(
                queries, new FindGenerations(user, all, null, null, null, false, few), GenerationDetails.class);
        var board = queries.query(new CountRequirements(user, all), ResponseTypes.instanceOf(Board.class));
        var waiting = queries.query(new FindWaitingReviews(user, !rights.fourEyes(), FEW), WaitingReviews.class);
        var figures =
                queries.query(new FindStatistics(user, all, null, from, to, Bucket.WEEK, where), Statistics.class);
        var month = YearMonth.from(clock.instant().atZone(ZoneOffset.UTC)).toString();
        var budgets = queries.query(
                new FindBudgets(user, all, month, FEW), ResponseTypes.multipleInstancesOf(BudgetUse.class));
        return CompletableFuture.allOf(projects, requirements, generations, board, waiting, figures, budgets)
                .thenApply(done -> new Dashboard(
                        projects.join().items(),
                        requirements.join().items(),
                        board.join(),
                        waiting.join(),
                        generations.join().items(),
                        from,
                        to,
                        figures.join().totals(),
                        budgets.join()));
    }

    @GetMapping("/projects/{id}/board")
    @Operation(
            operationId = "findBoard",
            summary = "How many of the project's requirements are in each status, and how many shall be at most")
    CompletableFuture<Board> findBoard(@PathVariable("id") ProjectId id) {
        return queries.query(new FindBoard(id), Board.class);
    }
}
