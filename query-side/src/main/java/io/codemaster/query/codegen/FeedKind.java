package io.codemaster.query.codegen;

import java.util.Locale;

/** What a durable event of the stream is. */
enum FeedKind {
    STATUS,
    OUTPUT,
    ERROR,
    DONE;

    /** Its name in the stream and in the table. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static FeedKind of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
