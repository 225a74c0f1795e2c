package io.codemaster.app.security.signin;

import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.CompletionException;

import jakarta.servlet.http.HttpServletRequest;

import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.queryhandling.NoHandlerForQueryException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

import io.codemaster.api.identity.RegisterUser;
import io.codemaster.api.identity.UserAccount;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.identity.UserRole;
import io.codemaster.api.identity.UserSource;
import io.codemaster.app.security.DemoMode;
import io.codemaster.app.security.Loopback;
import io.codemaster.app.web.RefusedException;

/** The three people of the demonstration. They exist only for whoever sits at this machine. */
@Component
@Order(0)
class DemoAccounts implements IdentitySource, ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(DemoAccounts.class);

    private static final Map<UserRole, Person> PEOPLE = Map.of(
            UserRole.PM, new Person("demo-pm", "Mia Chen (demo PM)"),
            UserRole.RD, new Person("demo-rd", "Leo Wang (demo RD)"),
            UserRole.ADMIN, new Person("demo-admin", "Ada Novak (demo admin)"));

    private final boolean exists;

    private final UserRegistry registry;

    DemoAccounts(DemoMode demo, ServerProperties server, UserRegistry registry) {
        this.exists = demo.on() && isLoopback(server.getAddress());
        this.registry = registry;
    }

    private record Person(String id, String name) {}

    private static boolean isLoopback(@Nullable InetAddress address) {
        return address != null && address.isLoopbackAddress();
    }

    @Override
    public UserSource source() {
        return UserSource.DEMO;
    }

    /** The name in the address is checked too: a foreign name that was pointed at this machine gets nothing. */
    @Override
    public boolean isOfferedTo(HttpServletRequest request) {
        return exists && Loopback.isLoopback(request.getRemoteAddr()) && Loopback.isLocalName(request.getServerName());
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (exists) {
            try {
                PEOPLE.keySet().forEach(this::person);
            } catch (NoHandlerForQueryException
                    | NoHandlerForCommandException
                    | RefusedException
                    | CompletionException later) {
                LOG.warn("The demo users are made when they first sign in: {}", later.toString());
            }
        }
    }

    /** The person who plays this role, in this role again if they had changed it. */
    UserAccount person(UserRole role) {
        var person = PEOPLE.get(role);
        if (person == null) {
            throw new IllegalArgumentException("there is a demo user for every role");
        }
        var user = registry.findOrRegister(new RegisterUser(
                new UserId(person.id()),
                person.name(),
                person.id() + "@codemaster.local",
                null,
                role,
                UserSource.DEMO,
                null));
        return user.details().role() == role ? user : registry.play(user.id(), role);
    }
}
