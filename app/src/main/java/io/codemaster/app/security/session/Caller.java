package io.codemaster.app.security.session;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

import io.codemaster.api.identity.AccessTokenId;
import io.codemaster.api.identity.TokenScope;
import io.codemaster.api.identity.UserAccount;
import io.codemaster.api.identity.UserDetails;
import io.codemaster.api.identity.UserId;
import io.codemaster.app.web.ActsByToken;

/** Who is asking. The principal's name is the user's id; the authority is the role that the user has now. */
public final class Caller extends AbstractAuthenticationToken implements ActsByToken {

    private static final long serialVersionUID = 1L;

    private final transient UserAccount account;

    private final transient Credential credential;

    private final boolean byCookie;

    Caller(UserAccount account, Credential credential, boolean byCookie) {
        super(
                account.details().role() == null
                        ? List.of()
                        : List.of(new SimpleGrantedAuthority(
                                "ROLE_" + account.details().role())));
        this.account = account;
        this.credential = credential;
        this.byCookie = byCookie;
        setAuthenticated(true);
    }

    /** The user's id. */
    public UserId id() {
        return account.id();
    }

    /** The user. */
    public UserDetails user() {
        return account.details();
    }

    /** The user with what only sign-in needs to know. */
    public UserAccount account() {
        return account;
    }

    /** What the request may be for, when a personal access token came with it; empty for the user in person. */
    public Optional<Set<TokenScope>> scopes() {
        return credential instanceof AccessTokens.Grant grant ? Optional.of(grant.scopes()) : Optional.empty();
    }

    @Override
    public Optional<AccessTokenId> accessToken() {
        return credential instanceof AccessTokens.Grant grant
                ? Optional.of(new AccessTokenId(grant.id()))
                : Optional.empty();
    }

    /** Names the session; only a caller in person has one. */
    public String sessionId() {
        return session().id();
    }

    Credential credential() {
        return credential;
    }

    SessionTokens.Session session() {
        if (credential instanceof SessionTokens.Session session) {
            return session;
        }
        throw new IllegalStateException("the policy lets only sessions come here");
    }

    boolean isByCookie() {
        return byCookie;
    }

    @Override
    public String getName() {
        return account.id().value();
    }

    @Override
    public Object getPrincipal() {
        return account.id().value();
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Caller caller && caller.credential.equals(credential) && super.equals(other);
    }

    @Override
    public int hashCode() {
        return credential.hashCode();
    }
}
