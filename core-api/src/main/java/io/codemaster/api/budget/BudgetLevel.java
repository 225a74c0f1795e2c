package io.codemaster.api.budget;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

/** How much of a budget is gone. */
public enum BudgetLevel {
    /** Less than a warning is for, or there is no limit. */
    FINE,
    /** At least 80 %. */
    WARNED,
    /** So much that nothing new begins. */
    EXHAUSTED;

    private static final BigDecimal WARNING = new BigDecimal("0.8");

    /** The smallest amount that anything can be begun with. */
    private static final BigDecimal LEAST = new BigDecimal("0.01");

    /**
     * The level of what was spent.
     *
     * @param limitUsd null for none
     */
    public static BudgetLevel of(BigDecimal spentUsd, @Nullable BigDecimal limitUsd) {
        if (limitUsd == null) {
            return FINE;
        }
        if (limitUsd.subtract(spentUsd).compareTo(LEAST) < 0) {
            return EXHAUSTED;
        }
        return spentUsd.compareTo(limitUsd.multiply(WARNING)) >= 0 ? WARNED : FINE;
    }
}
