package io.codemaster.api.identity;

/** Everything that can be asked about a user. */
public sealed interface IdentityCommand
        permits RegisterUser,
                CheckUser,
                CheckUserName,
                ChangeUserRole,
                ChangeUserStanding,
                ChangeUserProfile,
                OpenSession,
                RecordPasswordChange,
                IssueAccessToken,
                RevokeAccessToken,
                ChangeNoticePreferences,
                CheckContact {

    UserId userId();
}
