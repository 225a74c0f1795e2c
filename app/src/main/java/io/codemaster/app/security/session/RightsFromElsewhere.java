package io.codemaster.app.security.session;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

import io.codemaster.api.identity.UserId;
import io.codemaster.query.shared.RightsChanged;

/**
 * Tells this process what another one has said of rights. Whoever passes such news on to other processes asks here first:
 * with more than one way between them, news that is passed on again would never come to rest.
 */
@Component
public class RightsFromElsewhere {

    private final ApplicationEventPublisher listeners;

    private final ThreadLocal<Boolean> telling = ThreadLocal.withInitial(() -> false);

    public RightsFromElsewhere(ApplicationEventPublisher listeners) {
        this.listeners = listeners;
    }

    /** Tells a {@link RightsChanged}, in this thread. */
    public void tell(UserId user) {
        telling.set(true);
        try {
            listeners.publishEvent(new RightsChanged(user));
        } finally {
            telling.remove();
        }
    }

    /** Whether what this thread hears now has come from another process. */
    public boolean isTelling() {
        return telling.get();
    }
}
