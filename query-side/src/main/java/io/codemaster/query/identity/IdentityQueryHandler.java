package io.codemaster.query.identity;

import java.util.Locale;
import java.util.Optional;

import jakarta.persistence.EntityManager;

import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.codemaster.api.identity.FindUser;
import io.codemaster.api.identity.FindUserByEmail;
import io.codemaster.api.identity.FindUserByIdentity;
import io.codemaster.api.identity.FindUserSummary;
import io.codemaster.api.identity.FindUsers;
import io.codemaster.api.identity.UserAccount;
import io.codemaster.api.identity.UserSource;
import io.codemaster.api.identity.UserStatus;
import io.codemaster.api.identity.UserSummary;
import io.codemaster.api.shared.Page;
import io.codemaster.query.shared.LikePattern;
import io.codemaster.query.shared.NewestFirst;

@Component
class IdentityQueryHandler {

    private final UserDetailsRepository users;

    private final UserIdentityRepository identities;

    private final EntityManager entities;

    IdentityQueryHandler(UserDetailsRepository users, UserIdentityRepository identities, EntityManager entities) {
        this.users = users;
        this.identities = identities;
        this.entities = entities;
    }

    @QueryHandler
    Optional<UserAccount> handle(FindUser query) {
        return users.findById(query.userId().value()).map(UserDetailsEntity::account);
    }

    @QueryHandler
    Optional<UserAccount> handle(FindUserByEmail query) {
        return users.findFirstByEmailAndSourceNotOrderByCreatedAt(
                        query.email().toLowerCase(Locale.ROOT), UserSource.FEISHU)
                .map(UserDetailsEntity::account);
    }

    @QueryHandler
    Optional<UserAccount> handle(FindUserByIdentity query) {
        return identities
                .findById(query.identity().toString())
                .flatMap(it -> users.findById(it.userId()))
                .map(UserDetailsEntity::account);
    }

    @QueryHandler
    Optional<UserSummary> handle(FindUserSummary query) {
        return users.findById(query.userId().value()).map(UserDetailsEntity::summary);
    }

    @QueryHandler
    @SuppressWarnings("rawtypes") // Axon matches an answer by its class
    Page handle(FindUsers query) {
        var list = new NewestFirst<>(UserDetailsEntity.class)
                .where(
                        query.whole()
                                ? "(lower(e.name) like :text escape '!' or lower(e.email) like :text escape '!')"
                                : "lower(e.name) like :text escape '!'",
                        "text",
                        pattern(query.text()))
                .where("e.platformRole = :role", "role", query.role())
                .where("e.status = :status", "status", query.status());
        if (!query.whole()) {
            list.where("e.status = :active", "active", UserStatus.ACTIVE);
        }
        return list.page(
                entities,
                query.page(),
                UserDetailsEntity::place,
                found -> found.stream()
                        .map(query.whole() ? UserDetailsEntity::summary : UserDetailsEntity::card)
                        .toList());
    }

    private static @Nullable String pattern(@Nullable String text) {
        return text == null || text.isBlank() ? null : LikePattern.containing(text.strip());
    }
}
