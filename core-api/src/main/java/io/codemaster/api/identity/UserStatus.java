package io.codemaster.api.identity;

/** Whether somebody may use the platform at all. */
public enum UserStatus {
    ACTIVE,
    /** Nothing of theirs is gone, but they get in by no way. */
    DISABLED
}
