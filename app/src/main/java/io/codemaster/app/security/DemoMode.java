package io.codemaster.app.security;

/**
 * Whether the product demonstrates itself: a scripted model answers the agent, and sign-in takes one click.
 *
 * @param on true for the demonstration, false when a real model answers
 */
public record DemoMode(boolean on) {}
