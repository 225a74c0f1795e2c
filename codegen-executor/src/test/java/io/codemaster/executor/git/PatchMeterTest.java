package io.codemaster.executor.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;

import org.junit.jupiter.api.Test;

class PatchMeterTest {

    @Test
    void thePartsAddUpToTheWhole() throws IOException {
        var first = "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+diff --git a/b b/b\n";
        var second = "diff --git a/y b/y\ndeleted file mode 100644\ndiff--git\ndiff \n";

        for (int chunk = 1; chunk < 40; chunk++) {
            var meter = new PatchMeter(new ByteArrayInputStream((first + second).getBytes(UTF_8)));
            var buffer = new byte[chunk];
            while (meter.read(buffer) >= 0) {
                // only to the end
            }
            assertThat(meter.parts())
                    .containsExactly(new PatchMeter.Part(first.length(), 6), new PatchMeter.Part(second.length(), 4));
        }
    }

    @Test
    void anEmptyPatchHasNoParts() throws IOException {
        var meter = new PatchMeter(new ByteArrayInputStream(new byte[0]));
        assertThat(meter.read()).isEqualTo(-1);
        assertThat(meter.parts()).isEmpty();
    }
}
