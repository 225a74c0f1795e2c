package io.codemaster.executor.claude.process;

/**
 * One process, told apart from a later one that got the same number.
 *
 * @param startTime clock ticks after boot
 */
record ProcessIdentity(long pid, long startTime) {}
