package io.codemaster.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessorSharesTest {

    @Test
    void oneProcessHasEverything() {
        assertThat(ProcessorShares.part(14, 1)).isEqualTo(14);
        assertThat(ProcessorShares.part(14, 0)).isEqualTo(14);
    }

    @Test
    void severalProcessesHaveEqualPartsAndTogetherAll() {
        assertThat(ProcessorShares.part(14, 2)).isEqualTo(7);
        assertThat(ProcessorShares.part(14, 4)).isEqualTo(4);
        assertThat(ProcessorShares.part(1, 3)).isEqualTo(1);
    }
}
