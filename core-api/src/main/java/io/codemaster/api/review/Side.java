package io.codemaster.api.review;

/** Which file of a diff a line belongs to. */
public enum Side {
    OLD,
    NEW
}
