package io.codemaster.api.identity;

import org.axonframework.serialization.Revision;

import io.codemaster.api.notice.NoticePreferences;

/** A user has chosen what to hear of. */
@Revision("1")
public record NoticePreferencesChanged(UserId userId, NoticePreferences preferences) implements IdentityEvent {}
