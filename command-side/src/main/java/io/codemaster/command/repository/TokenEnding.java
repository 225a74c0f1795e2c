package io.codemaster.command.repository;

import org.jspecify.annotations.Nullable;

/** What may be shown of an access token. */
final class TokenEnding {

    private static final int LAST_FOUR = 4;

    private TokenEnding() {}

    /** The last four characters; of a token so short that they would be much of it, none. Null without a token. */
    static @Nullable String of(@Nullable String token) {
        if (token == null || token.isBlank()) {
            return null;
        }
        var stripped = token.strip();
        return stripped.length() < 3 * LAST_FOUR ? "" : stripped.substring(stripped.length() - LAST_FOUR);
    }
}
