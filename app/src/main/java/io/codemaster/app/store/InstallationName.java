package io.codemaster.app.store;

/** Names this installation of the product, the same for all of its processes; sessions of another one mean nothing here. */
public record InstallationName(String value) {}
