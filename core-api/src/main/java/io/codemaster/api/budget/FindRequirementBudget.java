package io.codemaster.api.budget;

/** Answers an {@code Optional<BudgetUse>}: the budget of the requirement with this id or key. */
public record FindRequirementBudget(String idOrKey) implements BudgetQuery {}
