package io.codemaster.query.audit;

import org.jspecify.annotations.Nullable;

/**
 * What came of a call that has its entry.
 *
 * @param call null for every call of the run that has no answer yet
 */
record AnsweredCall(String run, @Nullable String call, ToolAnswer answer) {}
