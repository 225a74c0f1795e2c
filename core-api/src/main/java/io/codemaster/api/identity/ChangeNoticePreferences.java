package io.codemaster.api.identity;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.notice.NoticePreferences;

/** A user chooses what to hear of. The same choice again changes nothing. */
public record ChangeNoticePreferences(
        @TargetAggregateIdentifier UserId userId, NoticePreferences preferences) implements IdentityCommand {}
