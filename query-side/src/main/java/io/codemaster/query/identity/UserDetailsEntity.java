package io.codemaster.query.identity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.identity.UserAccount;
import io.codemaster.api.identity.UserDetails;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.identity.UserProfileChanged;
import io.codemaster.api.identity.UserRegistered;
import io.codemaster.api.identity.UserRole;
import io.codemaster.api.identity.UserSource;
import io.codemaster.api.identity.UserStatus;
import io.codemaster.api.identity.UserSummary;
import io.codemaster.query.shared.Cursor;

@Entity
@Table(name = "user_details")
class UserDetailsEntity {

    @Id
    private String id;

    private String name;

    private @Nullable String email;

    private @Nullable String avatarUrl;

    @Enumerated(EnumType.STRING)
    private @Nullable UserRole platformRole;

    @Enumerated(EnumType.STRING)
    private UserStatus status;

    @Enumerated(EnumType.STRING)
    private UserSource source;

    private Instant createdAt;

    private @Nullable Instant lastSignInAt;

    private int sessionEra;

    private @Nullable String keptSession;

    @SuppressWarnings("UnusedVariable") // the version of what administrators edit is read by SQL
    private long version;

    UserDetailsEntity() {}

    UserDetailsEntity(UserRegistered event, Instant at) {
        id = event.userId().value();
        name = event.name();
        email = event.email();
        avatarUrl = event.avatarUrl();
        platformRole = event.role();
        status = UserStatus.ACTIVE;
        source = event.source();
        createdAt = at;
    }

    void at(long version) {
        this.version = version;
    }

    void playing(UserRole role) {
        platformRole = role;
    }

    void looking(UserProfileChanged event) {
        name = event.name();
        email = event.email();
        avatarUrl = event.avatarUrl();
    }

    void enabled() {
        status = UserStatus.ACTIVE;
    }

    void disabled() {
        status = UserStatus.DISABLED;
        signedOut(null);
    }

    void signedIn(Instant at) {
        lastSignInAt = at;
    }

    /** Every session ends but the one that is kept. */
    void signedOut(@Nullable String keptSession) {
        sessionEra++;
        this.keptSession = keptSession;
    }

    Cursor place() {
        return new Cursor(createdAt, id);
    }

    UserAccount account() {
        return new UserAccount(
                new UserDetails(new UserId(id), name, email, avatarUrl, platformRole, permissions()),
                status,
                source,
                sessionEra,
                keptSession);
    }

    UserSummary summary() {
        return new UserSummary(
                new UserId(id), name, email, avatarUrl, platformRole, status, source, createdAt, lastSignInAt);
    }

    /** What everybody may know of everybody. */
    UserSummary card() {
        return new UserSummary(new UserId(id), name, null, avatarUrl, platformRole, null, null, null, null);
    }

    /** Who signs in by another source has no password here to change. */
    private List<String> permissions() {
        var all = new ArrayList<>(permissionsOf(platformRole));
        if (source == UserSource.LOCAL) {
            all.add("password.change");
        }
        return List.copyOf(all);
    }

    private static List<String> permissionsOf(@Nullable UserRole role) {
        if (role == null) {
            return List.of();
        }
        return switch (role) {
            case PM -> List.of("project.create", "requirement.create", "generation.start");
            case RD -> List.of("repository.link", "requirement.create", "generation.start");
            case ADMIN ->
                List.of(
                        "project.create",
                        "repository.link",
                        "requirement.create",
                        "generation.start",
                        "user.administer");
        };
    }
}
