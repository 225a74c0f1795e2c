package io.codemaster.app.security.signin;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.codemaster.api.identity.ChangeUserRole;
import io.codemaster.api.identity.RegisterUser;
import io.codemaster.api.identity.UserDetails;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.identity.UserRole;
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
    UserDetails findOrRegister(UserId id, String name, String email, @Nullable UserRole role, String origin) {
        var known = users.find(id);
        return known.isPresent() ? known.get() : register(id, name, email, role, origin, () -> users.find(id));
    }

    /** The user with this address; registered first when there is none. */
    UserDetails findOrRegisterByEmail(String email, String name, @Nullable UserRole role, String origin) {
        views.passed().join();
        Supplier<Optional<UserDetails>> find = () -> users.findByEmail(email);
        var known = find.get();
        return known.isPresent() ? known.get() : register(UserId.random(), name, email, role, origin, find);
    }

    private UserDetails register(
            UserId id,
            String name,
            String email,
            @Nullable UserRole role,
            String origin,
            Supplier<Optional<UserDetails>> find) {
        try {
            send(new RegisterUser(id, name, email.toLowerCase(Locale.ROOT), role, origin));
        } catch (CompletionException failure) {
            if (!isTaken(failure)) {
                throw failure;
            }
        }
        return visible(find);
    }

    /** Gives the user this role and answers when it can be read. */
    UserDetails play(UserId id, UserRole role) {
        send(new ChangeUserRole(id, role));
        users.refresh(id);
        return visible(() -> {
            users.refresh(id);
            return users.find(id).filter(it -> it.role() == role);
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
    private UserDetails visible(Supplier<Optional<UserDetails>> find) {
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
