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

    private static final Pattern FORM = Pattern.compile("(?:(\\w+)!)?(?:(\\d{1,9})~)?(-?\\d{1,18})\\|(.+)");

    /** A place in a list that is in the order of time alone. */
    public Cursor(Instant at, String id) {
        this(0, at, id);
    }

    /** The opaque text that a client gives back, for a list that has one order only. */
    public String encoded() {
        return encoded("");
    }

    /** The opaque text that a client gives back, for a list in this order: letters and digits. */
    public String encoded(String order) {
        var plain = (order.isEmpty() ? "" : order + "!") + (rank == 0 ? "" : rank + "~")
                + InstantMicrosConverter.micros(at) + "|" + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads what {@link #encoded()} wrote.
     *
     * @throws BadCursorException when it did not
     */
    public static Cursor decoded(String text) {
        return decoded(text, "");
    }

    /**
     * Reads what {@link #encoded(String)} wrote for a list in this order.
     *
     * @throws BadCursorException when it did not, or for a list in another order
     */
    public static Cursor decoded(String text, String order) {
        var form = FORM.matcher(text.length() > MAX_LENGTH ? "" : plain(text));
        if (!form.matches()) {
            throw new BadCursorException("The cursor is not one that a list has given out.");
        }
        if (!order.equals(form.group(1) == null ? "" : form.group(1))) {
            throw new BadCursorException(
                    "The cursor belongs to a list in another order. Begin this one without a cursor.");
        }
        return new Cursor(
                form.group(2) == null ? 0 : Long.parseLong(form.group(2)),
                InstantMicrosConverter.instant(Long.parseLong(form.group(3))),
                form.group(4));
    }

    private static String plain(String text) {
        try {
            return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }
}
