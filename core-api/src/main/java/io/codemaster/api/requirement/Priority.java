package io.codemaster.api.requirement;

/** How urgent a requirement is. */
public enum Priority {
    LOW,
    MEDIUM,
    HIGH,
    URGENT
}
