package io.codemaster.app.security.session;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

import io.codemaster.api.identity.UserDetails;
import io.codemaster.api.identity.UserId;

/** Who is asking. The principal's name is the user's id; the authority is the role that the user has now. */
public final class Caller extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient UserDetails user;

    private final transient SessionTokens.Session session;

    private final boolean byCookie;

    Caller(UserDetails user, SessionTokens.Session session, boolean byCookie) {
        super(user.role() == null ? List.of() : List.of(new SimpleGrantedAuthority("ROLE_" + user.role())));
        this.user = user;
        this.session = session;
        this.byCookie = byCookie;
        setAuthenticated(true);
    }

    /** The user's id. */
    public UserId id() {
        return user.id();
    }

    /** The user. */
    public UserDetails user() {
        return user;
    }

    SessionTokens.Session session() {
        return session;
    }

    boolean isByCookie() {
        return byCookie;
    }

    @Override
    public String getName() {
        return user.id().value();
    }

    @Override
    public Object getPrincipal() {
        return user.id().value();
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Caller caller && caller.session.equals(session) && super.equals(other);
    }

    @Override
    public int hashCode() {
        return session.hashCode();
    }
}
