package io.codemaster.api.budget;

/** Whose money it is. */
public enum BudgetScope {
    /** One requirement's, for all its runs. */
    REQUIREMENT,
    /** A project's, for a month. */
    PROJECT,
    /** Everybody's, for a month. */
    INSTALLATION
}
