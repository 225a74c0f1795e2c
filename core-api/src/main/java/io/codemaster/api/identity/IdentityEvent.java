package io.codemaster.api.identity;

/** Everything that can become true of a user. */
public sealed interface IdentityEvent
        permits UserRegistered,
                UserEmailClaimed,
                ExternalIdentityClaimed,
                UserRoleChanged,
                UserProfileChanged,
                UserDisabled,
                UserEnabled,
                UserPasswordChanged,
                SessionOpened,
                AdministratorAppointed,
                AdministratorRetired,
                AccessTokenIssued,
                AccessTokenRevoked,
                NoticePreferencesChanged,
                ExternalIdentityRecorded {

    UserId userId();
}
