package io.codemaster.executor.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DiffExcerptTest {

    @Test
    void aChangeThatFitsIsShownWhole() {
        var patch = file("a.js", 3) + file("b.js", 3);

        var excerpt = DiffExcerpt.of(ChangePatch.parse(patch), 10_000);

        assertThat(excerpt.text()).isEqualTo(patch);
        assertThat(excerpt.omitted()).isEmpty();
        assertThat(excerpt.note()).isEmpty();
    }

    @Test
    void whatDoesNotFitIsLeftOutByWholeFilesAndNamed() {
        var patch = file("large.js", 1_000) + file("small.js", 3) + file("package-lock.json", 1);

        var excerpt =
                DiffExcerpt.of(ChangePatch.parse(patch), file("small.js", 3).length() + 5);

        assertThat(excerpt.text()).isEqualTo(file("small.js", 3));
        assertThat(excerpt.omitted()).containsExactly("large.js", "package-lock.json");
        assertThat(excerpt.note()).contains("large.js, package-lock.json").contains("working directory");
    }

    @Test
    void aChangeThatIsOneLargeFileIsShownAsFarAsItGoes() {
        var excerpt = DiffExcerpt.of(ChangePatch.parse(file("huge.js", 5_000)), 2_000);

        assertThat(excerpt.text())
                .startsWith("diff --git a/huge.js")
                .hasSizeLessThanOrEqualTo(2_000)
                .endsWith("\n");
        assertThat(excerpt.omitted()).containsExactly("huge.js");
        assertThat(excerpt.note()).contains("beginning");
    }

    private static String file(String name, int lines) {
        var text = new StringBuilder(
                "diff --git a/%1$s b/%1$s\n--- a/%1$s\n+++ b/%1$s\n@@ -0,0 +1,%2$d @@\n".formatted(name, lines));
        for (int i = 1; i <= lines; i++) {
            text.append("+line ").append(i).append('\n');
        }
        return text.toString();
    }
}
