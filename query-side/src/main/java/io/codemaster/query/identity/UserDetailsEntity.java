package io.codemaster.query.identity;

import java.time.Instant;
import java.util.List;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.identity.UserDetails;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.identity.UserRegistered;
import io.codemaster.api.identity.UserRole;

@Entity
@Table(name = "user_details")
class UserDetailsEntity {

    @Id
    private String id;

    private String name;

    private String email;

    private @Nullable String avatarUrl;

    @Enumerated(EnumType.STRING)
    private @Nullable UserRole platformRole;

    @SuppressWarnings("UnusedVariable") // queries sort by it
    private Instant createdAt;

    UserDetailsEntity() {}

    UserDetailsEntity(UserRegistered event, Instant at) {
        id = event.userId().value();
        name = event.name();
        email = event.email();
        platformRole = event.role();
        createdAt = at;
    }

    void playing(UserRole role) {
        platformRole = role;
    }

    UserDetails view() {
        return new UserDetails(new UserId(id), name, email, avatarUrl, platformRole, permissionsOf(platformRole));
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
