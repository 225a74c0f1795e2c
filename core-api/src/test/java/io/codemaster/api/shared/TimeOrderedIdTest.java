package io.codemaster.api.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.UUID;

import org.junit.jupiter.api.Test;

class TimeOrderedIdTest {

    @Test
    void itIsAUuidOfVersionSevenAndTheRfcsVariant() {
        var id = UUID.fromString(TimeOrderedId.next());

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
    }

    @Test
    void itBeginsWithTheTime() {
        var before = System.currentTimeMillis();
        var id = UUID.fromString(TimeOrderedId.next());
        var after = System.currentTimeMillis();

        assertThat(id.getMostSignificantBits() >>> 16).isBetween(before, after);
    }

    @Test
    void noTwoAreTheSame() {
        var seen = new HashSet<String>();
        for (int i = 0; i < 10_000; i++) {
            assertThat(seen.add(TimeOrderedId.next())).isTrue();
        }
    }
}
