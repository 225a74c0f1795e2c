package io.codemaster.query.shared;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/**
 * A place in a list that runs from the newest to the oldest: right after the item made at {@code at} with this id. Items
 * that arrive later do not move it.
 */
public record Cursor(Instant at, String id) {

    private static final int MAX_LENGTH = 400;

    /** The opaque text that a client gives back. */
    public String encoded() {
        var plain = InstantMicrosConverter.micros(at) + "|" + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads what {@link #encoded()} wrote.
     *
     * @throws BadCursorException when it did not
     */
    public static Cursor decoded(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new BadCursorException("The cursor is not one that a list has given out.");
        }
        try {
            var plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            int bar = plain.indexOf('|');
            if (bar > 0 && bar < plain.length() - 1) {
                return new Cursor(
                        InstantMicrosConverter.instant(Long.parseLong(plain.substring(0, bar))),
                        plain.substring(bar + 1));
            }
        } catch (IllegalArgumentException notOurs) {
            throw new BadCursorException("The cursor is not one that a list has given out.");
        }
        throw new BadCursorException("The cursor is not one that a list has given out.");
    }
}
