package io.codemaster.api.identity;

/** Who vouches for a user. */
public enum UserSource {
    /** This product, by a password. */
    LOCAL,
    /** Feishu or Lark. */
    FEISHU,
    /** The demonstration, whose people need no proof. */
    DEMO
}
