package io.codemaster.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;

import org.junit.jupiter.api.Test;

import io.codemaster.api.audit.Requester;
import io.codemaster.app.audit.RefusalTally.Refused;
import io.codemaster.app.audit.RefusalTally.Tally;

class RefusalTallyTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private final RefusalTally tally = new RefusalTally();

    private static Refused refused(String address, String path) {
        return new Refused(
                false, new Requester(null, null, address, null, "trace"), null, "GET", path, "access.forbidden", null);
    }

    @Test
    void theFirstIsToldAtOnceAndRepetitionsAsOneNumberWhenTheMinuteIsOver() {
        var it = refused("192.0.2.1", "/a");

        assertThat(tally.count(it, NOW)).contains(new Tally(it, 1, NOW));
        assertThat(tally.count(it, NOW.plusSeconds(1))).isEmpty();
        assertThat(tally.count(it, NOW.plusSeconds(2))).isEmpty();
        assertThat(tally.due(NOW.plusSeconds(59))).isEmpty();
        assertThat(tally.due(NOW.plusSeconds(60))).containsExactly(new Tally(it, 2, NOW.plusSeconds(1)));

        assertThat(tally.count(it, NOW.plusSeconds(61))).as("the next minute").isPresent();
    }

    @Test
    void whatWasNotRepeatedIsNotToldAgain() {
        tally.count(refused("192.0.2.1", "/a"), NOW);

        assertThat(tally.due(NOW.plusSeconds(60))).isEmpty();
        assertThat(tally.rest()).isEmpty();
    }

    @Test
    void whoeverTriesManyThingsIsCountedByReasonAlone() {
        int told = 0;
        for (int i = 0; i < 1_000; i++) {
            told += tally.count(refused("192.0.2.1", "/a" + i), NOW).isPresent() ? 1 : 0;
        }

        assertThat(told).isEqualTo(RefusalTally.MOST_OF_ONE + 1);
        assertThat(tally.due(NOW.plusSeconds(60))).singleElement().satisfies(it -> {
            assertThat(it.first().path()).isEqualTo(RefusalTally.SEVERAL);
            assertThat(it.times()).isEqualTo(1_000 - RefusalTally.MOST_OF_ONE - 1);
        });
    }

    @Test
    void aFloodFromManyAddressesIsCountedTogetherAndNoneIsLost() {
        var told = new ArrayList<Tally>();
        for (int i = 0; i < 100_000; i++) {
            tally.count(refused("192.0.2." + i, "/a"), NOW).ifPresent(told::add);
        }
        told.addAll(tally.rest());

        assertThat(told).hasSizeLessThan(RefusalTally.MOST + 5);
        assertThat(told.stream().mapToInt(Tally::times).sum()).isEqualTo(100_000);
    }
}
