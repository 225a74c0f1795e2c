package io.codemaster.command.budget;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.matchers.Matchers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.codemaster.api.budget.BudgetLevel;
import io.codemaster.api.budget.BudgetLevelReached;
import io.codemaster.api.budget.BudgetScope;
import io.codemaster.api.budget.CheckSpending;
import io.codemaster.api.budget.EstimateRun;
import io.codemaster.api.budget.HoldSpending;
import io.codemaster.api.budget.RecordSpending;
import io.codemaster.api.budget.ReleaseSpending;
import io.codemaster.api.budget.ReserveSpending;
import io.codemaster.api.budget.SpendingId;
import io.codemaster.api.budget.SpendingRecorded;
import io.codemaster.api.budget.SpendingReleased;
import io.codemaster.api.budget.SpendingReserved;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.api.shared.ErrorCode;
import io.codemaster.api.shared.Rejection;

class SpendingTest {

    private static final ProjectId PROJECT = new ProjectId("project-1");
    private static final RequirementId REQUIREMENT = new RequirementId("requirement-1");
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");
    private static final SpendingId ID = SpendingId.of(PROJECT, "2026-11");
    private static final List<UserId> OWNERS = List.of(new UserId("owner"));

    private final FixtureConfiguration<Spending> spending = new AggregateTestFixture<>(Spending.class);

    private static CodegenTaskId run(int number) {
        return new CodegenTaskId("run-" + number);
    }

    private static RecordSpending spend(int run, String usd, @Nullable String limit) {
        return new RecordSpending(
                ID,
                BudgetScope.PROJECT,
                run(run),
                1,
                PROJECT,
                REQUIREMENT,
                "2026-11",
                new BigDecimal(usd),
                limit == null ? null : new BigDecimal(limit),
                OWNERS);
    }

    private static SpendingRecorded spent(int run, String usd, String total, @Nullable String limit) {
        return new SpendingRecorded(
                ID,
                BudgetScope.PROJECT,
                run(run),
                1,
                PROJECT,
                REQUIREMENT,
                "2026-11",
                new BigDecimal(usd),
                new BigDecimal(total),
                limit == null ? null : new BigDecimal(limit));
    }

    private static BudgetLevelReached reached(BudgetLevel level, int number, int run, String limit, String total) {
        return new BudgetLevelReached(
                ID,
                BudgetScope.PROJECT,
                level,
                number,
                run(run),
                PROJECT,
                REQUIREMENT,
                "2026-11",
                new BigDecimal(limit),
                new BigDecimal(total),
                OWNERS);
    }

    @Test
    void whatIsSpentAddsUp() {
        spending.given(spent(1, "1.25", "1.25", "10"))
                .when(spend(2, "0.50", "10"))
                .expectEvents(spent(2, "0.50", "1.75", "10"));
    }

    @Test
    void theFirstChargeOpensTheAccount() {
        spending.givenNoPriorActivity().when(spend(1, "1.25", null)).expectEvents(spent(1, "1.25", "1.25", null));
    }

    @Test
    void anAttemptIsChargedOnce() {
        spending.given(spent(1, "1.25", "1.25", null))
                .when(spend(1, "1.25", null))
                .expectNoEvents();
    }

    @Test
    void peopleAreWarnedAtFourFifths() {
        spending.given(spent(1, "7.99", "7.99", "10"))
                .when(spend(2, "0.01", "10"))
                .expectEvents(spent(2, "0.01", "8.00", "10"), reached(BudgetLevel.WARNED, 1, 2, "10", "8.00"));
    }

    @Test
    void theyAreWarnedOnce() {
        spending.given(spent(1, "8.00", "8.00", "10"), reached(BudgetLevel.WARNED, 1, 1, "10", "8.00"))
                .when(spend(2, "1.00", "10"))
                .expectEvents(spent(2, "1.00", "9.00", "10"));
    }

    @Test
    void theyAreToldWhenNothingIsLeft() {
        spending.given(spent(1, "8.00", "8.00", "10"), reached(BudgetLevel.WARNED, 1, 1, "10", "8.00"))
                .when(spend(2, "3.00", "10"))
                .expectEvents(spent(2, "3.00", "11.00", "10"), reached(BudgetLevel.EXHAUSTED, 2, 2, "10", "11.00"));
    }

    @Test
    void anotherLimitIsWarnedOfAnew() {
        spending.given(spent(1, "10.00", "10.00", "10"), reached(BudgetLevel.EXHAUSTED, 1, 1, "10", "10.00"))
                .when(spend(2, "6.00", "20"))
                .expectEvents(spent(2, "6.00", "16.00", "20"), reached(BudgetLevel.WARNED, 2, 2, "20", "16.00"));
    }

    @Test
    void whatIsLeftIsSaidAndNeverTooMuch() {
        spending.given(spent(1, "1.257", "1.257", null))
                .when(new CheckSpending(ID, BudgetScope.PROJECT, run(2), new BigDecimal("10"), AT))
                .expectNoEvents()
                .expectResultMessagePayload(new BigDecimal("8.74"));
    }

    @Test
    void nothingNewBeginsWhenNothingIsLeft() {
        spending.given(spent(1, "9.995", "9.995", null))
                .when(new CheckSpending(ID, BudgetScope.PROJECT, run(2), new BigDecimal("10"), AT))
                .expectNoEvents()
                .expectExceptionDetails(Matchers.matches((Object details) -> details instanceof Rejection it
                        && it.code() == ErrorCode.BUDGET_EXHAUSTED
                        && it.reason().contains("project's budget")
                        && it.reason().contains("$10.00 of $10.00")));
    }

    private static ReserveSpending reserve(int run, String usd, String limit, Instant at) {
        return new ReserveSpending(
                ID,
                BudgetScope.PROJECT,
                run(run),
                PROJECT,
                REQUIREMENT,
                new BigDecimal(usd),
                new BigDecimal(limit),
                at,
                at.plusSeconds(600));
    }

    private static SpendingReserved reserved(int run, String usd, @Nullable Instant until) {
        return new SpendingReserved(
                ID, BudgetScope.PROJECT, run(run), PROJECT, REQUIREMENT, new BigDecimal(usd), AT, until);
    }

    private static SpendingReleased released(int run, String usd) {
        return new SpendingReleased(ID, BudgetScope.PROJECT, run(run), PROJECT, REQUIREMENT, new BigDecimal(usd));
    }

    private static org.hamcrest.Matcher<Object> refused(String words) {
        return Matchers.matches((Object details) -> details instanceof Rejection it
                && it.code() == ErrorCode.BUDGET_EXHAUSTED
                && it.reason().contains(words));
    }

    @Test
    void theFirstRunSetsAsideWhatIsLeftAndNoMore() {
        spending.given(spent(1, "7.50", "7.50", null))
                .when(reserve(2, "5", "10", AT))
                .expectEvents(reserved(2, "2.50", AT.plusSeconds(600)))
                .expectResultMessagePayload(new BigDecimal("2.50"));
    }

    @Test
    void theFirstRunOfAllOpensTheAccount() {
        spending.givenNoPriorActivity()
                .when(reserve(1, "5", "10", AT))
                .expectEvents(reserved(1, "5", AT.plusSeconds(600)));
    }

    @Test
    void twoRunsDoNotBothPassABudgetWithRoomForOne() {
        spending.given(reserved(1, "6", AT.plusSeconds(600)))
                .when(reserve(2, "6", "10", AT))
                .expectNoEvents()
                .expectExceptionDetails(refused("$6.00 are set aside for runs under way"));
    }

    @Test
    void whatIsNotSetAsideIsThereForAnother() {
        spending.given(reserved(1, "4", null))
                .when(reserve(2, "6", "10", AT))
                .expectEvents(reserved(2, "6", AT.plusSeconds(600)));
    }

    @Test
    void aRunThatWasOrderedKeepsItsMoneyAndOneThatWasNotDoesNot() {
        var later = AT.plusSeconds(601);
        spending.given(reserved(1, "6", AT.plusSeconds(600)))
                .when(new HoldSpending(ID, run(1)))
                .expectEvents(reserved(1, "6", null));
        new AggregateTestFixture<>(Spending.class)
                .given(reserved(1, "6", null))
                .when(reserve(2, "6", "10", later))
                .expectExceptionDetails(refused("set aside"));
        new AggregateTestFixture<>(Spending.class)
                .given(reserved(1, "6", AT.plusSeconds(600)))
                .when(reserve(2, "6", "10", later))
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void whatARunHasCostIsNotSetAsideForItAnyMore() {
        spending.given(reserved(1, "6", null), spent(1, "2", "2", "10"))
                .when(new CheckSpending(ID, BudgetScope.PROJECT, run(2), new BigDecimal("10"), AT))
                .expectResultMessagePayload(new BigDecimal("4.00"));
    }

    @Test
    void whatARunDidNotSpendIsFreeWhenItEnds() {
        spending.given(reserved(1, "6", null), spent(1, "2", "2", "10"))
                .when(new ReleaseSpending(ID, run(1)))
                .expectEvents(released(1, "4"));
        new AggregateTestFixture<>(Spending.class)
                .given(reserved(1, "6", null), spent(1, "2", "2", "10"), released(1, "4"))
                .when(reserve(2, "8", "10", AT))
                .expectEvents(reserved(2, "8", AT.plusSeconds(600)));
        new AggregateTestFixture<>(Spending.class)
                .given(reserved(1, "6", null), spent(1, "7", "7", "10"))
                .when(new ReleaseSpending(ID, run(1)))
                .expectNoEvents();
    }

    @Test
    void aRunFindsItsOwnMoney() {
        spending.given(reserved(1, "6", null), reserved(2, "4", null))
                .when(new CheckSpending(ID, BudgetScope.PROJECT, run(2), new BigDecimal("10"), AT))
                .expectResultMessagePayload(new BigDecimal("4.00"));
    }

    @Test
    void whatTheLastRunsHaveCostIsToldOnAverage() {
        var events = new ArrayList<Object>();
        events.add(spent(1, "100", "100", null));
        for (int run = 2; run <= 11; run++) {
            events.add(spent(run, run % 2 == 0 ? "0.50" : "0.61", "200", null));
        }
        spending.given(events).when(new EstimateRun(ID)).expectResultMessagePayload(new BigDecimal("0.56"));
    }
}
