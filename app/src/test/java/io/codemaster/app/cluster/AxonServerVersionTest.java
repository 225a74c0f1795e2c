package io.codemaster.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AxonServerVersionTest {

    @Test
    void theVersionIsReadFromWhatTheServerSaysOfItself() {
        assertThat(AxonServerVersion.read(
                        "{\"app\":{\"name\":\"Axon Server\",\"description\":\"AxonIQ\",\"version\":\"4.6.11\"}}"))
                .isEqualTo("4.6.11");
    }

    @Test
    void whatIsNoSuchAnswerSaysNothing() {
        assertThat(AxonServerVersion.read("{}")).isNull();
        assertThat(AxonServerVersion.read("<html>sign in</html>")).isNull();
    }
}
