package io.codemaster.api.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import io.codemaster.api.review.UnifiedPatch.Line;

class UnifiedPatchTest {

    private static final String PATCH = """
            diff --git a/src/A.java b/src/A.java
            index 1111111..2222222 100644
            --- a/src/A.java
            +++ b/src/A.java
            @@ -1,3 +1,4 @@ class A
             one
            -two
            +zwei
            +2
             three
            @@ -20 +21,0 @@
            -gone
            diff --git a/old name.txt b/new name.txt
            similarity index 90%
            rename from old name.txt
            rename to new name.txt
            --- a/old name.txt\t
            +++ b/new name.txt\t
            @@ -5,2 +5,2 @@
            --- a minus line
            +++ a plus line
             diff --git a/x b/x
            \\ No newline at end of file
            diff --git a/dead.txt b/dead.txt
            deleted file mode 100644
            --- a/dead.txt
            +++ /dev/null
            @@ -1 +0,0 @@
            -dead
            diff --git "a/\\345\\257\\206.txt" "b/\\345\\257\\206.txt"
            new file mode 100644
            --- /dev/null
            +++ "b/\\345\\257\\206.txt"
            @@ -0,0 +1 @@
            +new
            diff --git a/picture.png b/picture.png
            index 1..2 100644
            Binary files a/picture.png and b/picture.png differ
            """;

    private static UnifiedPatch read(String text) {
        try {
            return UnifiedPatch.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void eachLineKnowsItsNumbers() {
        var file = read(PATCH).file("src/A.java").orElseThrow();
        assertThat(file.hunks()).hasSize(2);
        assertThat(file.hunks().get(0).lines())
                .containsExactly(
                        new Line(1, 1, "one"),
                        new Line(2, 0, "two"),
                        new Line(0, 2, "zwei"),
                        new Line(0, 3, "2"),
                        new Line(3, 4, "three"));
        assertThat(file.hunks().get(1).lines()).containsExactly(new Line(20, 0, "gone"));
        assertThat(new Line(2, 0, "two").number(Side.OLD)).isEqualTo(2);
        assertThat(new Line(2, 0, "two").number(Side.NEW)).isZero();
    }

    @Test
    void aRenamedFileIsKnownByBothNamesAndItsLinesDoNotLookLikeHeaders() {
        var patch = read(PATCH);
        var file = patch.file("new name.txt").orElseThrow();
        assertThat(patch.fileBefore("old name.txt")).contains(file);
        assertThat(patch.file("old name.txt")).isEmpty();
        assertThat(file.hunks().get(0).lines())
                .containsExactly(
                        new Line(5, 0, "-- a minus line"),
                        new Line(0, 5, "++ a plus line"),
                        new Line(6, 6, "diff --git a/x b/x"));
    }

    @Test
    void deletedNewAndBinaryFilesAreFound() {
        var patch = read(PATCH);
        assertThat(patch.file("dead.txt").orElseThrow().deleted()).isTrue();
        assertThat(patch.file("密.txt").orElseThrow().hunks().get(0).lines()).containsExactly(new Line(0, 1, "new"));
        assertThat(patch.file("密.txt").orElseThrow().deleted()).isFalse();
        assertThat(patch.file("picture.png").orElseThrow().hunks()).isEmpty();
        assertThat(patch.file("nothing")).isEmpty();
    }

    @Test
    void onlyWantedFilesAreKept() throws IOException {
        var patch = UnifiedPatch.read(
                new ByteArrayInputStream(PATCH.getBytes(StandardCharsets.UTF_8)), "old name.txt"::equals);
        assertThat(patch.file("new name.txt").orElseThrow().hunks()).hasSize(1);
        assertThat(patch.file("src/A.java")).isEmpty();
    }

    @Test
    void aPatchThatBreaksOffOrSaysNonsenseIsReadAsFarAsItGoes() {
        assertThat(read("").file("x")).isEmpty();
        assertThat(read("diff --git a/x b/x\n@@ nonsense @@\n@@ -a +b @@\n")
                        .file("x")
                        .orElseThrow()
                        .hunks())
                .isEmpty();
        var broken = read("diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1,9 +1,9 @@\n one\n");
        assertThat(broken.file("x").orElseThrow().hunks().get(0).lines()).containsExactly(new Line(1, 1, "one"));
    }
}
