package io.codemaster.api.mergerequest;

/** Where a merge request is on its way. */
public enum MergeRequestState {
    /** The platform has not taken it yet. */
    REQUESTED,
    OPENED,
    MERGED,
    /** Closed without being merged; it may be opened again. */
    CLOSED
}
