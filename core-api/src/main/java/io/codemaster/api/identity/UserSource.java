package io.codemaster.api.identity;

import java.util.Locale;

/** Who vouches for a user. */
public enum UserSource {
    /** This product, by a password. */
    LOCAL,
    /** Feishu or Lark. */
    FEISHU,
    /** The demonstration, whose people need no proof. */
    DEMO;

    /** The word for it in events. */
    public String origin() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads what {@link #origin()} wrote. */
    public static UserSource ofOrigin(String origin) {
        return valueOf(origin.toUpperCase(Locale.ROOT));
    }
}
