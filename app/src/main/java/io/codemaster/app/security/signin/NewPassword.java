package io.codemaster.app.security.signin;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

import io.codemaster.app.web.Refusal;
import io.codemaster.app.web.RefusedException;

/** A password that somebody has chosen and that is fit to be one. */
record NewPassword(String text) {

    private static final int SHORTEST = 8;

    /** What bcrypt can take in. */
    private static final int LONGEST_BYTES = 72;

    static final String RULE =
            "A password has at least 8 characters and at most 72 bytes, which is 24 Chinese characters.";

    static boolean isFit(@Nullable String text) {
        return text != null
                && text.codePointCount(0, text.length()) >= SHORTEST
                && text.getBytes(StandardCharsets.UTF_8).length <= LONGEST_BYTES
                && !text.isBlank();
    }

    /**
     * Takes it from the named field of a request.
     *
     * @throws RefusedException when it is too short or too long
     */
    static NewPassword of(String field, @Nullable String text) {
        if (text == null || !isFit(text)) {
            throw new RefusedException(Refusal.of(HttpStatus.UNPROCESSABLE_CONTENT, "request.invalid", RULE)
                    .about(field, RULE));
        }
        return new NewPassword(text);
    }

    @Override
    public String toString() {
        return "NewPassword";
    }
}
