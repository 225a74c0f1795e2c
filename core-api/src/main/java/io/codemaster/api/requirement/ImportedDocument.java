package io.codemaster.api.requirement;

import java.time.Instant;

/**
 * What came of an import.
 *
 * @param changed whether the text is another than that of the import before; true for the first
 */
public record ImportedDocument(Instant readAt, boolean changed) {}
