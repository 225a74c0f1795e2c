package io.codemaster.command.identity;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.createNew;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.identity.AccessTokenId;
import io.codemaster.api.identity.AccessTokenIssued;
import io.codemaster.api.identity.AccessTokenRevoked;
import io.codemaster.api.identity.ChangeNoticePreferences;
import io.codemaster.api.identity.ChangeUserProfile;
import io.codemaster.api.identity.ChangeUserRole;
import io.codemaster.api.identity.ChangeUserStanding;
import io.codemaster.api.identity.CheckContact;
import io.codemaster.api.identity.CheckUser;
import io.codemaster.api.identity.CheckUserName;
import io.codemaster.api.identity.ExternalIdentity;
import io.codemaster.api.identity.ExternalIdentityRecorded;
import io.codemaster.api.identity.IssueAccessToken;
import io.codemaster.api.identity.NoticePreferencesChanged;
import io.codemaster.api.identity.OpenSession;
import io.codemaster.api.identity.RecordPasswordChange;
import io.codemaster.api.identity.RegisterUser;
import io.codemaster.api.identity.RevokeAccessToken;
import io.codemaster.api.identity.SessionOpened;
import io.codemaster.api.identity.UserDisabled;
import io.codemaster.api.identity.UserEnabled;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.identity.UserPasswordChanged;
import io.codemaster.api.identity.UserProfileChanged;
import io.codemaster.api.identity.UserRegistered;
import io.codemaster.api.identity.UserRole;
import io.codemaster.api.identity.UserRoleChanged;
import io.codemaster.api.identity.UserSource;
import io.codemaster.api.identity.UserStatus;
import io.codemaster.api.notice.NoticeContact;
import io.codemaster.api.notice.NoticePreferences;
import io.codemaster.api.shared.CommandRejected;
import io.codemaster.api.shared.ErrorCode;
import io.codemaster.command.shared.Versioned;

/** Somebody who uses the platform. */
@Aggregate
class User implements Versioned {

    /** Enough for every program of one person; more would be tokens that nobody remembers. */
    static final int MOST_TOKENS = 50;

    @AggregateIdentifier
    private UserId id;

    private String name;

    private @Nullable String email;

    private @Nullable String avatarUrl;

    private @Nullable UserRole role;

    private UserStatus status;

    private UserSource source;

    private final Set<AccessTokenId> tokens = new HashSet<>();

    private @Nullable ExternalIdentity identity;

    private NoticePreferences notices = NoticePreferences.EVERYTHING;

    /** Signing in and tokens are not what an administrator has read. */
    private long version;

    User() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void handle(RegisterUser command, AdministratorRoster roster) throws Exception {
        var userId = command.userId();
        apply(new UserRegistered(
                userId, command.name(), command.email(), command.role(), command.source(), command.avatarUrl()));
        var identity = command.identity();
        var address = command.email();
        if (identity != null) {
            apply(new ExternalIdentityRecorded(userId, identity));
            createNew(ExternalIdentityClaim.class, () -> new ExternalIdentityClaim(userId, identity));
        } else if (address != null) {
            createNew(EmailClaim.class, () -> new EmailClaim(userId, address));
        }
        if (command.role() == UserRole.ADMIN) {
            roster.appoint(userId);
        }
    }

    @CommandHandler
    UserId handle(CheckUser command) {
        return command.userId();
    }

    @CommandHandler
    String handle(CheckUserName command) {
        return name;
    }

    @CommandHandler
    void handle(ChangeUserRole command, AdministratorRoster roster) {
        change(command.role(), status, roster);
    }

    @CommandHandler
    void handle(ChangeUserStanding command, AdministratorRoster roster) {
        change(
                command.role() == null ? role : command.role(),
                command.status() == null ? status : command.status(),
                roster);
    }

    private void change(@Nullable UserRole newRole, UserStatus newStatus, AdministratorRoster roster) {
        var administers = newRole == UserRole.ADMIN && newStatus == UserStatus.ACTIVE;
        if (isActiveAdministrator() && !administers) {
            roster.retire(id);
        } else if (administers) {
            roster.appoint(id);
        }
        if (newRole != null && newRole != role) {
            apply(new UserRoleChanged(id, newRole));
        }
        if (newStatus != status) {
            apply(newStatus == UserStatus.DISABLED ? new UserDisabled(id) : new UserEnabled(id));
        }
    }

    private boolean isActiveAdministrator() {
        return role == UserRole.ADMIN && status == UserStatus.ACTIVE;
    }

    /** An administrator from before the roster was kept gets onto it here. */
    @CommandHandler
    void handle(OpenSession command, AdministratorRoster roster) {
        if (status == UserStatus.DISABLED) {
            throw new CommandRejected(
                    ErrorCode.AUTH_USER_DISABLED, "This account is disabled. Ask an administrator to enable it.");
        }
        if (isActiveAdministrator()) {
            roster.appoint(id);
        }
        apply(new SessionOpened(id, command.source()));
    }

    @CommandHandler
    void handle(RecordPasswordChange command) {
        if (source != UserSource.LOCAL) {
            throw new CommandRejected(
                    ErrorCode.IDENTITY_NO_PASSWORD,
                    "This account has no password here. Its owner signs in by another way.");
        }
        apply(new UserPasswordChanged(id, command.keptSession()));
    }

    @CommandHandler
    void handle(ChangeUserProfile command) {
        if (!command.name().equals(name)
                || !Objects.equals(command.email(), email)
                || !Objects.equals(command.avatarUrl(), avatarUrl)) {
            apply(new UserProfileChanged(id, command.name(), command.email(), command.avatarUrl()));
        }
        if (command.identity() != null && !command.identity().equals(identity)) {
            apply(new ExternalIdentityRecorded(id, command.identity()));
        }
    }

    @CommandHandler
    void handle(ChangeNoticePreferences command) {
        if (!command.preferences().equals(notices)) {
            apply(new NoticePreferencesChanged(id, command.preferences()));
        }
    }

    @CommandHandler
    NoticeContact handle(CheckContact command) {
        return new NoticeContact(name, status == UserStatus.ACTIVE, role == UserRole.ADMIN, identity, notices);
    }

    @CommandHandler
    void handle(IssueAccessToken command) {
        if (tokens.size() >= MOST_TOKENS) {
            throw new CommandRejected(
                    ErrorCode.IDENTITY_TOO_MANY_TOKENS,
                    "You have %d tokens. Revoke one that nothing uses any more.".formatted(MOST_TOKENS));
        }
        apply(new AccessTokenIssued(id, command.tokenId(), command.name(), command.scopes(), command.expiresAt()));
    }

    @CommandHandler
    void handle(RevokeAccessToken command) {
        if (tokens.contains(command.tokenId())) {
            apply(new AccessTokenRevoked(id, command.tokenId()));
        }
    }

    @Override
    public long version() {
        return version;
    }

    @EventSourcingHandler
    void on(UserRegistered event, @SequenceNumber long sequence) {
        version = sequence;
        id = event.userId();
        name = event.name();
        email = event.email();
        avatarUrl = event.avatarUrl();
        role = event.role();
        status = UserStatus.ACTIVE;
        source = event.source();
    }

    @EventSourcingHandler
    void on(UserRoleChanged event, @SequenceNumber long sequence) {
        version = sequence;
        role = event.role();
    }

    @EventSourcingHandler
    void on(UserDisabled event, @SequenceNumber long sequence) {
        version = sequence;
        status = UserStatus.DISABLED;
    }

    @EventSourcingHandler
    void on(UserEnabled event, @SequenceNumber long sequence) {
        version = sequence;
        status = UserStatus.ACTIVE;
    }

    @EventSourcingHandler
    void on(UserProfileChanged event, @SequenceNumber long sequence) {
        version = sequence;
        name = event.name();
        email = event.email();
        avatarUrl = event.avatarUrl();
    }

    @EventSourcingHandler
    void on(AccessTokenIssued event) {
        tokens.add(event.tokenId());
    }

    @EventSourcingHandler
    void on(AccessTokenRevoked event) {
        tokens.remove(event.tokenId());
    }

    @EventSourcingHandler
    void on(ExternalIdentityRecorded event) {
        identity = event.identity();
    }

    @EventSourcingHandler
    void on(NoticePreferencesChanged event) {
        notices = event.preferences();
    }
}
