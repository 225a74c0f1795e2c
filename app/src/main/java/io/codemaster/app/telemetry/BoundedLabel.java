package io.codemaster.app.telemetry;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/** A label of a metric whose values come from outside: the first so many are told apart, all others are one. */
final class BoundedLabel {

    static final String OTHER = "other";

    static final String UNKNOWN = "unknown";

    private static final int LONGEST = 64;

    private final int most;

    private final Set<String> known = ConcurrentHashMap.newKeySet();

    BoundedLabel(int most) {
        this.most = most;
    }

    String of(@Nullable String value) {
        if (value == null || value.isBlank()) {
            return UNKNOWN;
        }
        if (value.length() > LONGEST) {
            return OTHER;
        }
        if (known.contains(value)) {
            return value;
        }
        synchronized (known) {
            return known.size() < most && (known.add(value) || known.contains(value)) ? value : OTHER;
        }
    }
}
