package io.codemaster.app.store.database;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/** Tells that the embedded database waits for room on its disk: what is there can be read, nothing new is recorded. */
@Component
class DiskRoomHealthIndicator extends AbstractHealthIndicator {

    DiskRoomHealthIndicator() {
        super("The disk could not be looked at");
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        DiskRoom.PRODUCT
                .fullSince()
                .ifPresentOrElse(since -> health.down().withDetail("fullSince", since.toString()), health::up);
    }
}
