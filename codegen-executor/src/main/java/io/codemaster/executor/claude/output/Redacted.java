package io.codemaster.executor.claude.output;

/**
 * Bytes without secrets.
 *
 * @param bytes the same array where nothing was taken out
 * @param count how many secrets were taken out
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Redacted(byte[] bytes, int count) {}
