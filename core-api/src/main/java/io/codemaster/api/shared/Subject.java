package io.codemaster.api.shared;

/** What can be read by its id and edited under the condition that nobody has changed it since. */
public enum Subject {
    PROJECT,
    REPOSITORY,
    REQUIREMENT,
    USER
}
