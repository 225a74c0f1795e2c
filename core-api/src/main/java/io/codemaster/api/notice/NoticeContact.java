package io.codemaster.api.notice;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.identity.ExternalIdentity;

/**
 * How somebody can be told something.
 *
 * @param name what they are called
 * @param active whether they may use the platform
 * @param administrator whether every project is open to them
 * @param identity who they are elsewhere, null when it is not known
 */
public record NoticeContact(
        String name,
        boolean active,
        boolean administrator,
        @Nullable ExternalIdentity identity,
        NoticePreferences preferences) {}
