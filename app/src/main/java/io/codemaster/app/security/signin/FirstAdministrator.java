package io.codemaster.app.security.signin;

import java.util.Objects;
import java.util.concurrent.CompletionException;

import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.queryhandling.NoHandlerForQueryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

import io.codemaster.api.identity.UserRole;
import io.codemaster.app.roles.Role;
import io.codemaster.app.roles.Roles;
import io.codemaster.app.security.DemoMode;
import io.codemaster.app.web.RefusedException;
import io.codemaster.app.web.start.ConsoleNotice;

/**
 * Lets the first administrator in. Every step may be repeated, so that a start that was interrupted is completed by the
 * next one; a password that exists is never changed.
 */
@Component
class FirstAdministrator implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(FirstAdministrator.class);

    private static final String DEFAULT_EMAIL = "admin@codemaster.local";

    private final BootstrapProperties properties;

    private static final int MOST_TRIES = 300;

    private static final long PAUSE_MILLIS = 2_000;

    private final Roles roles;

    private final DemoMode demo;

    private final LocalAccounts accounts;

    private final UserRegistry registry;

    private final ConsoleNotice console;

    FirstAdministrator(
            BootstrapProperties properties,
            DemoMode demo,
            LocalAccounts accounts,
            UserRegistry registry,
            ConsoleNotice console,
            Roles roles) {
        this.roles = roles;
        this.properties = properties;
        this.demo = demo;
        this.accounts = accounts;
        this.registry = registry;
        this.console = console;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        var configured = properties.adminEmail() != null || properties.adminPassword() != null;
        if (!roles.has(Role.COMMAND) || (!configured && (demo.on() || !accounts.isEmpty()))) {
            return;
        }
        if (roles.joined()) {
            var patient = new Thread(this::letInSoon, "first-administrator");
            patient.setDaemon(true);
            patient.start();
        } else if (!tryToLetIn()) {
            LOG.warn("The first administrator could not be made; the next start tries again");
        }
    }

    /** The processes that it takes may start later than this one. */
    private void letInSoon() {
        for (int tries = 1; !tryToLetIn(); tries++) {
            if (tries == MOST_TRIES) {
                LOG.warn("The first administrator could not be made; the next start tries again");
                return;
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private boolean tryToLetIn() {
        try {
            letIn();
            return true;
        } catch (NoHandlerForQueryException
                | NoHandlerForCommandException
                | RefusedException
                | CompletionException later) {
            LOG.info("The first administrator cannot be made yet: {}", later.toString());
            return false;
        }
    }

    private void letIn() {
        var email = Objects.requireNonNullElse(properties.adminEmail(), DEFAULT_EMAIL);
        var user = registry.findOrRegisterByEmail(email, "Administrator", UserRole.ADMIN);
        if (accounts.hasPassword(user.id())) {
            return;
        }
        if (user.details().role() != UserRole.ADMIN) {
            LOG.warn("codemaster.bootstrap.admin-email belongs to a user who is no administrator; nothing was changed");
            return;
        }
        var chosen = properties.adminPassword();
        var made = chosen == null;
        var password = chosen == null ? LocalAccounts.randomPassword() : chosen;
        if (accounts.addPassword(user.id(), password)) {
            LOG.info("The first administrator is {}", email);
            if (made) {
                console.show("""

                        First sign-in
                          e-mail    %s
                          password  %s
                        This password is shown once. Keep it.
                        """.formatted(email, password));
            }
        }
    }
}
