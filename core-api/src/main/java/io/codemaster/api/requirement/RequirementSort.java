package io.codemaster.api.requirement;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What comes first in a list of requirements. */
public enum RequirementSort {
    /** Written last. */
    NEWEST,
    /** Changed last. */
    UPDATED,
    /** Most urgent, and among equals the newest. */
    PRIORITY;

    /**
     * The order of this name, in lower case.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static RequirementSort named(String name) {
        return Arrays.stream(values())
                .filter(it -> it.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("sort must be one of "
                        + Arrays.stream(values()).map(RequirementSort::label).collect(Collectors.joining(", "))));
    }

    private String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
