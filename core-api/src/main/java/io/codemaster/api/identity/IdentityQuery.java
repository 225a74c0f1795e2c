package io.codemaster.api.identity;

/** Everything that can be asked to read about users. */
public sealed interface IdentityQuery
        permits FindUser, FindUserByEmail, FindUserByIdentity, FindUserSummary, FindUsers {}
