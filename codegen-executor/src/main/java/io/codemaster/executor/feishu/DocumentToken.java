package io.codemaster.executor.feishu;

import java.util.regex.Pattern;

/**
 * Names a document or a wiki page. The SDK puts it into paths as it is, so nothing else than letters, digits, _ and - may
 * ever be one.
 */
record DocumentToken(String value) {

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    DocumentToken {
        if (!isOne(value)) {
            throw new IllegalArgumentException("a document token has letters, digits, _ and - only");
        }
    }

    static boolean isOne(String text) {
        return ALLOWED.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
