package io.codemaster.api.shared;

/** A command that only asks an aggregate whether something is possible; it never changes anything. */
public interface Check {}
