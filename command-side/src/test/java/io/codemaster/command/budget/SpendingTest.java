package io.codemaster.command.budget;

import java.math.BigDecimal;
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
import io.codemaster.api.budget.RecordSpending;
import io.codemaster.api.budget.SpendingId;
import io.codemaster.api.budget.SpendingRecorded;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.api.shared.ErrorCode;
import io.codemaster.api.shared.Rejection;

class SpendingTest {

    private static final ProjectId PROJECT = new ProjectId("project-1");
    private static final RequirementId REQUIREMENT = new RequirementId("requirement-1");
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
                .when(new CheckSpending(ID, BudgetScope.PROJECT, new BigDecimal("10")))
                .expectNoEvents()
                .expectResultMessagePayload(new BigDecimal("8.74"));
    }

    @Test
    void nothingNewBeginsWhenNothingIsLeft() {
        spending.given(spent(1, "9.995", "9.995", null))
                .when(new CheckSpending(ID, BudgetScope.PROJECT, new BigDecimal("10")))
                .expectNoEvents()
                .expectExceptionDetails(Matchers.matches((Object details) -> details instanceof Rejection it
                        && it.code() == ErrorCode.BUDGET_EXHAUSTED
                        && it.reason().contains("project's budget")
                        && it.reason().contains("$10.00 of $10.00")));
    }
}
