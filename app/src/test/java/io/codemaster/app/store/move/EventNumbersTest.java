package io.codemaster.app.store.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;

import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The events 1, 2, 3, 7, 8 and 20 of a database become 1 to 6. */
class EventNumbersTest {

    private static final long[] STORED = {1, 2, 3, 7, 8, 20};

    private final Jackson3Serializer serializer = Jackson3Serializer.builder().build();

    private Connection source;

    private EventNumbers numbers;

    @BeforeEach
    void events() throws SQLException {
        source = DriverManager.getConnection("jdbc:h2:mem:");
        try (var statement = source.createStatement()) {
            statement.execute("CREATE TABLE domain_event (global_index BIGINT PRIMARY KEY)");
            for (long number : STORED) {
                statement.execute("INSERT INTO domain_event VALUES (" + number + ")");
            }
        }
        numbers = EventNumbers.of(source);
    }

    @AfterEach
    void close() throws SQLException {
        source.close();
    }

    @Test
    void eachEventHasItsRankAndBack() {
        assertThat(numbers.count()).isEqualTo(STORED.length);
        for (int i = 0; i < STORED.length; i++) {
            assertThat(numbers.upTo(STORED[i])).isEqualTo(i + 1);
            assertThat(numbers.old(i + 1)).isEqualTo(STORED[i]);
        }
        assertThat(numbers.upTo(0)).isZero();
        assertThat(numbers.upTo(6)).isEqualTo(3);
        assertThat(numbers.upTo(999)).isEqualTo(6);
    }

    @Test
    void aLinkWhoseEventIsGoneHasANumberThatNoEventHas() {
        assertThat(numbers.ofLink(7, 4)).isEqualTo(4);
        assertThat(numbers.ofLink(6, 4)).isEqualTo(-4);
    }

    @Test
    void aProcessorGoesOnBehindWhatItHasSeen() {
        assertThat(moved(new GapAwareTrackingToken(8, Set.of()))).isEqualTo(new GlobalSequenceTrackingToken(4));
        assertThat(moved(new GapAwareTrackingToken(8, new TreeSet<>(Set.of(4L, 5L, 6L)))))
                .isEqualTo(new GlobalSequenceTrackingToken(4));
        assertThat(moved(new GapAwareTrackingToken(-1, Set.of()))).isNull();
    }

    @Test
    void anEventThatCameLateAndWasNotSeenIsNotLeftOut() {
        assertThat(moved(new GapAwareTrackingToken(20, new TreeSet<>(Set.of(5L, 7L)))))
                .isEqualTo(new GlobalSequenceTrackingToken(2));
    }

    @Test
    void aProcessorInTheMiddleOfAReplayIsRefused() {
        var replay = ReplayToken.createReplayToken(
                new GapAwareTrackingToken(8, Set.of()), new GapAwareTrackingToken(2, Set.of()));
        var written = serializer.serialize(replay, byte[].class);
        assertThatThrownBy(() -> numbers.token(
                        "codegen-saga", written.getData(), written.getType().getName()))
                .isInstanceOf(MoveRefusedException.class)
                .hasMessageContaining("codegen-saga");
    }

    private @Nullable Object moved(GapAwareTrackingToken token) {
        var written = serializer.serialize(token, byte[].class);
        var moved = numbers.token(
                "codegen-saga", written.getData(), written.getType().getName());
        return moved == null
                ? null
                : serializer.deserialize(
                        new SimpleSerializedObject<>(moved, byte[].class, EventNumbers.tokenType(), null));
    }

    /** What the product writes is what is written here. */
    @Test
    void theTokensAreWrittenAsTheProductWritesThem() {
        var written = serializer.serialize(new GlobalSequenceTrackingToken(4), byte[].class);
        assertThat(written.getType().getName()).isEqualTo(EventNumbers.tokenType());
        assertThat(new String(written.getData(), StandardCharsets.UTF_8)).isEqualTo("{\"globalIndex\":4}");
    }
}
