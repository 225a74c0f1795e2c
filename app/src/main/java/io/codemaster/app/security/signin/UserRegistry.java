package io.codemaster.app.security.signin;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.codemaster.api.identity.ChangeUserProfile;
import io.codemaster.api.identity.ChangeUserRole;
import io.codemaster.api.identity.ExternalIdentity;
import io.codemaster.api.identity.OpenSession;
import io.codemaster.api.identity.RegisterUser;
import io.codemaster.api.identity.UserAccount;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.identity.UserRole;
import io.codemaster.api.identity.UserSource;
import io.codemaster.app.security.session.Users;
import io.codemaster.app.web.ProjectionBarrier;
import io.codemaster.app.web.Refusal;
import io.codemaster.app.web.RefusedException;

/** Makes users known, by whichever way they come, and answers when they can be read. */
@Component
public class UserRegistry {

    private static final long COMMAND_SECONDS = 10;

    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(10);

    private final CommandGateway commands;

    private final Users users;

    private final ProjectionBarrier views;

    UserRegistry(CommandGateway commands, Users users, ProjectionBarrier views) {
        this.commands = commands;
        this.users = users;
        this.views = views;
    }

    /** The user with this id; registered first when there is none. Safe to call at the same time from anywhere. */
    UserAccount findOrRegister(RegisterUser newcomer) {
        var known = users.find(newcomer.userId());
        return known.isPresent() ? known.get() : register(newcomer, () -> users.find(newcomer.userId()));
    }

    /** The user who signs in with this address; registered first when there is none. */
    UserAccount findOrRegisterByEmail(String email, String name, @Nullable UserRole role) {
        views.passed().join();
        Supplier<Optional<UserAccount>> find = () -> users.findByEmail(email);
        var known = find.get();
        return known.isPresent()
                ? known.get()
                : register(new RegisterUser(UserId.random(), name, email, null, role, UserSource.LOCAL, null), find);
    }

    /** The user who is this person elsewhere, looking as they look there now; registered first when there is none. */
    UserAccount findOrRegisterByIdentity(
            UserSource source,
            ExternalIdentity identity,
            String name,
            @Nullable String email,
            @Nullable String avatarUrl) {
        Supplier<Optional<UserAccount>> find = () -> users.findByIdentity(identity);
        var known = find.get();
        if (known.isEmpty()) {
            return register(new RegisterUser(UserId.random(), name, email, avatarUrl, null, source, identity), find);
        }
        send(new ChangeUserProfile(known.get().id(), name, email, avatarUrl, identity));
        return known.get();
    }

    private UserAccount register(RegisterUser newcomer, Supplier<Optional<UserAccount>> find) {
        try {
            send(newcomer);
        } catch (CompletionException failure) {
            if (!isTaken(failure)) {
                throw failure;
            }
        }
        return visible(find);
    }

    /** Lets the user in, as the record says whether they may. */
    void admit(UserId id, UserSource source) {
        send(new OpenSession(id, source));
    }

    /** Gives the user this role and answers when it can be read. */
    UserAccount play(UserId id, UserRole role) {
        send(new ChangeUserRole(id, role));
        users.refresh(id);
        return visible(() -> {
            users.refresh(id);
            return users.find(id).filter(it -> it.details().role() == role);
        });
    }

    private void send(Object command) {
        commands.send(command).orTimeout(COMMAND_SECONDS, TimeUnit.SECONDS).join();
    }

    private static boolean isTaken(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConcurrencyException || cause instanceof AggregateStreamCreationException) {
                return true;
            }
        }
        return false;
    }

    /** The views are waited for, and asked again, because their processors may still be starting. */
    private UserAccount visible(Supplier<Optional<UserAccount>> find) {
        var deadline = System.nanoTime() + VISIBLE_WITHIN.toNanos();
        while (true) {
            var passed = views.passed().join();
            var found = find.get();
            if (found.isPresent()) {
                return found.get();
            }
            if (System.nanoTime() > deadline) {
                throw new RefusedException(Refusal.of(
                        org.springframework.http.HttpStatus.SERVICE_UNAVAILABLE,
                        "unavailable",
                        "The account is not ready yet. Try again in a moment."));
            }
            if (!passed) {
                java.util.concurrent.locks.LockSupport.parkNanos(
                        Duration.ofMillis(20).toNanos());
            }
        }
    }
}
