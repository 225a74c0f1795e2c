package io.codemaster.app.analytics;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import io.codemaster.api.identity.UserDetails;
import io.codemaster.api.identity.UserRole;
import io.codemaster.app.security.AccessPolicy;
import io.codemaster.app.security.session.Users;
import io.codemaster.executor.courier.EventCourier;

/**
 * Delivers to each subscription what comes behind its place, in order and at least once: the place moves when the receiver
 * has said that it took them. One that fails holds up nobody else, and is tried again later and later.
 */
@Component
class SubscriptionDelivery implements SmartLifecycle {

    static final int MOST_AT_ONCE = 50;

    private static final Logger LOG = LoggerFactory.getLogger(SubscriptionDelivery.class);

    private static final long LOOK_MILLIS = 1_000;

    private static final int THREADS = 2;

    private static final long STOP_SECONDS = 15;

    private final SubscriptionTable table;

    private final DeliveryTable deliveries;

    private final SubscriptionSecrets secrets;

    private final EventFeed feed;

    private final Users users;

    private final AccessPolicy policy;

    private final ObjectProvider<EventCourier> courier;

    private final Clock clock;

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS, task -> {
        var thread = new Thread(task, "event-delivery");
        thread.setDaemon(true);
        return thread;
    });

    private volatile boolean running;

    SubscriptionDelivery(
            SubscriptionTable table,
            DeliveryTable deliveries,
            SubscriptionSecrets secrets,
            EventFeed feed,
            Users users,
            AccessPolicy policy,
            ObjectProvider<EventCourier> courier,
            Clock clock) {
        this.table = table;
        this.deliveries = deliveries;
        this.secrets = secrets;
        this.feed = feed;
        this.users = users;
        this.policy = policy;
        this.courier = courier;
        this.clock = clock;
    }

    @Override
    public void start() {
        running = true;
        boolean delivers = courier.getIfAvailable() != null;
        // without a courier this process delivers nothing
        for (int i = 0; delivers && i < THREADS; i++) {
            running = !threads.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS)
                    .isCancelled();
        }
    }

    private void look() {
        try {
            var due = table.due();
            long head = due.isEmpty() ? 0 : feed.head();
            for (var it : due) {
                if (running && it.deliveredTo() < head && table.hold(it)) {
                    deliver(it);
                }
            }
        } catch (RuntimeException failure) {
            LOG.warn("Events could not be delivered; it is tried again", failure);
        }
    }

    private void deliver(Subscription it) {
        try {
            var reader = reader(it);
            if (reader.isEmpty()) {
                table.failed(it, "Whoever made this subscription may not have these events any more.");
                return;
            }
            var batch = feed.after(it.deliveredTo(), MOST_AT_ONCE, reader.get());
            if (batch.items().isEmpty()) {
                move(it, batch.cursor(), false);
                return;
            }
            var outcome = send(it, batch);
            deliveries.note(it, batch, outcome);
            if (outcome.accepted()) {
                move(it, batch.cursor(), true);
            } else {
                table.failed(it, outcome.words());
            }
        } catch (RuntimeException failure) {
            table.failed(it, "The product could not deliver. The log has the cause.");
            throw failure;
        }
    }

    private void move(Subscription it, long upTo, boolean something) {
        if (upTo > it.deliveredTo() || it.tries() > 0) {
            table.delivered(it, upTo, something);
        } else {
            table.release(it);
        }
    }

    private EventCourier.Outcome send(Subscription it, EventFeed.Batch batch) {
        var secret = secrets.of(it.id());
        if (secret.isEmpty()) {
            return new EventCourier.Outcome(false, "Its secret is gone. Make it anew.");
        }
        var body = batch.items().stream()
                .map(EventFeed.Item::json)
                .collect(Collectors.joining(",", "[", "]"))
                .getBytes(StandardCharsets.UTF_8);
        return courier.getObject()
                .send(
                        it.url(),
                        Map.of(
                                "Content-Type",
                                "application/cloudevents-batch+json; charset=utf-8",
                                "User-Agent",
                                "CodeMaster",
                                "CodeMaster-Subscription",
                                it.id(),
                                Signature.HEADER,
                                Signature.of(body, secret.get(), clock.instant())),
                        body);
    }

    /** With the rights that its owner has now. */
    private Optional<FeedReader> reader(Subscription it) {
        return users.find(it.owner())
                .filter(user -> user.isActive() && mayManage(user.details(), it, policy))
                .map(user -> new FeedReader(
                        it.owner(),
                        user.details().role() == UserRole.ADMIN,
                        it.types(),
                        it.projectId() == null ? null : it.projectId().value()));
    }

    /** Administrators manage every subscription, owners of a project those of its events. */
    static boolean mayManage(UserDetails user, Subscription it, AccessPolicy policy) {
        var project = it.projectId();
        return project == null ? user.role() == UserRole.ADMIN : policy.owns(user, project);
    }

    /** Without an interruption, by which the embedded database would lose its file. */
    @Override
    public void stop() {
        running = false;
        threads.shutdown();
        try {
            if (!threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("A delivery is still under way; the next start goes on with it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
