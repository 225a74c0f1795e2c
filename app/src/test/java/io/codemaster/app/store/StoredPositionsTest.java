package io.codemaster.app.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.MergedTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.TrackingToken;
import org.junit.jupiter.api.Test;

/** How far a processor is, whatever has happened to it, is read back as it was written. */
class StoredPositionsTest {

    private static final TrackingToken HERE = GapAwareTrackingToken.newInstance(10, List.of(7L, 9L));

    private static TrackingToken stored(TrackingToken token) {
        var serializer = new EventStoreConfiguration().serializer();
        return serializer.deserialize(serializer.serialize(token, byte[].class));
    }

    @Test
    void aPositionIsReadBack() {
        assertThat(stored(HERE)).isEqualTo(HERE);
        var merged = MergedTrackingToken.merged(HERE, new GlobalSequenceTrackingToken(4));
        assertThat(stored(merged)).isEqualTo(merged);
    }

    @Test
    void aPositionAfterAResetIsReadBack() {
        var reset = ReplayToken.createReplayToken(HERE, GapAwareTrackingToken.newInstance(3, List.of()));

        assertThat(stored(reset)).isEqualTo(reset);
        assertThat(ReplayToken.isReplay(stored(reset))).isTrue();
        assertThat(ReplayToken.getTokenAtReset(stored(reset))).hasValue(10);
    }

    @Test
    void whyItWasResetIsReadBackToo() {
        var reset = ReplayToken.createReplayToken(HERE, null, "the view has a new column");

        assertThat(ReplayToken.replayContext(stored(reset), String.class)).contains("the view has a new column");
    }
}
