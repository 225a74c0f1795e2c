package io.codemaster.query.shared;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * A place in a list that runs from the newest to the oldest: right after the item made at {@code at} with this id. Items
 * that arrive later do not move it.
 *
 * @param rank comes before the time in lists that put something else first; 0 in all others
 */
public record Cursor(long rank, Instant at, String id) {

    private static final int MAX_LENGTH = 400;

    private static final Pattern FORM = Pattern.compile("(?:(\\d{1,9})~)?(-?\\d{1,18})\\|(.+)");

    /** A place in a list that is in the order of time alone. */
    public Cursor(Instant at, String id) {
        this(0, at, id);
    }

    /** The opaque text that a client gives back. */
    public String encoded() {
        var plain = (rank == 0 ? "" : rank + "~") + InstantMicrosConverter.micros(at) + "|" + id;
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
            var form = FORM.matcher(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
            if (form.matches()) {
                return new Cursor(
                        form.group(1) == null ? 0 : Long.parseLong(form.group(1)),
                        InstantMicrosConverter.instant(Long.parseLong(form.group(2))),
                        form.group(3));
            }
        } catch (IllegalArgumentException notOurs) {
            throw new BadCursorException("The cursor is not one that a list has given out.");
        }
        throw new BadCursorException("The cursor is not one that a list has given out.");
    }
}
