package io.codemaster.command.shared;

/**
 * An aggregate that says itself which of its events count as its version, because others happen beside what a reader
 * sees of it.
 */
public interface Versioned {

    /** The sequence number of the last event that counts. */
    long version();
}
