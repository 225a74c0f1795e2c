package io.codemaster.api.shared;

import java.util.regex.Pattern;

/** The one rule every id obeys: not blank, at most 128 characters of letters, digits and
 * {@code . _ : -}, the first one a letter or a digit, so that an id can name a directory. */
public final class IdText {

    private static final int MAX_LENGTH = 128;

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]*");

    private IdText() {}

    /**
     * Checks the text of an id.
     *
     * @param kind what the id names, for the message
     * @param value the text
     * @return the same text
     * @throws IllegalArgumentException when the text cannot be an id
     */
    public static String checked(String kind, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(kind + " id must not be blank");
        }
        if (value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(kind + " id is longer than " + MAX_LENGTH + " characters");
        }
        if (!ALLOWED.matcher(value).matches()) {
            throw new IllegalArgumentException(kind + " id holds a character that no id has");
        }
        return value;
    }
}
