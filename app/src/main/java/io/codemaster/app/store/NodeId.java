package io.codemaster.app.store;

/** Names this installation of the product on this data directory; the same over restarts. */
public record NodeId(String value) {}
