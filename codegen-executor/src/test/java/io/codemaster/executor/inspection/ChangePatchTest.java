package io.codemaster.executor.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;

class ChangePatchTest {

    private static final String PATCH = """
            diff --git a/src/money.js b/src/money.js
            index 1..2 100644
            --- a/src/money.js
            +++ b/src/money.js
            @@ -14,4 +14,5 @@ export function formatCents(cents) {
             }

             export function split(cents, people) {
            -  const share = Math.round(cents / people)
            +  const share = Math.floor(cents / people)
            +  const left = cents - share * people
            diff --git a/old name.txt b/new name.txt
            similarity index 100%
            rename from old name.txt
            rename to new name.txt
            diff --git "a/\\344\\275\\240.txt" "b/\\344\\275\\240.txt"
            new file mode 100644
            --- /dev/null
            +++ "b/\\344\\275\\240.txt"
            @@ -0,0 +1 @@
            +diff --git a/fake b/fake
            \\ No newline at end of file
            diff --git a/gone.sql b/gone.sql
            deleted file mode 100644
            --- a/gone.sql
            +++ /dev/null
            @@ -1,2 +0,0 @@
            --- a comment
            -select 1
            diff --git a/logo.png b/logo.png
            index 3..4 100644
            Binary files a/logo.png and b/logo.png differ
            """;

    @Test
    void everyFileIsFoundByItsNameAfterTheChange() {
        assertThat(ChangePatch.parse(PATCH).paths())
                .containsExactly("src/money.js", "new name.txt", "你.txt", "gone.sql", "logo.png");
    }

    @Test
    void itsLinesAreThoseOfTheNewSide() {
        var patch = ChangePatch.parse(PATCH);

        assertThat(patch.file("src/money.js").orElseThrow().lines())
                .containsExactlyEntriesOf(new java.util.TreeMap<>(Map.of(
                        14, "}",
                        15, "",
                        16, "export function split(cents, people) {",
                        17, "  const share = Math.floor(cents / people)",
                        18, "  const left = cents - share * people")));
        assertThat(patch.file("gone.sql").orElseThrow().lines()).isEmpty();
    }

    @Test
    void whatLooksLikeAHeaderInsideAFileIsItsContent() {
        assertThat(ChangePatch.parse(PATCH).file("你.txt").orElseThrow().lines())
                .containsExactly(Map.entry(1, "diff --git a/fake b/fake"));
    }

    @Test
    void allPartsTogetherAreThePatch() {
        var parts = new StringBuilder();
        ChangePatch.parse(PATCH).files().values().forEach(it -> parts.append(it.text()));
        assertThat(parts).hasToString(PATCH);
    }

    @Test
    void aCarriageReturnEndsNoLine() {
        var patch = ChangePatch.parse("diff --git a/w b/w\n--- a/w\n+++ b/w\n@@ -1,2 +1,2 @@\n a\r\n-b\r\n+c\rd\r\n");
        assertThat(patch.file("w").orElseThrow().lines()).hasSize(2).containsEntry(2, "c\rd\r");
    }
}
