package io.codemaster.query.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

@SuppressWarnings("StringConcatToTextBlock") // a patch reads better with its line ends in sight
class PatchIndexTest {

    @Test
    void oddNamesAreFound() throws IOException {
        assertThat(
                        path(
                                "diff --git \"a/\\344\\275\\240 \\\"q\\\"\\t.txt\" \"b/\\344\\275\\240 \\\"q\\\"\\t.txt\"\n"
                                        + "--- \"a/\\344\\275\\240 \\\"q\\\"\\t.txt\"\n+++ \"b/\\344\\275\\240 \\\"q\\\"\\t.txt\"\n@@ -1 +1 @@\n-a\n+b\n"))
                .isEqualTo("你 \"q\"\t.txt");
        assertThat(
                        path(
                                "diff --git a/old name b/new name\nsimilarity index 100%\nrename from old name\nrename to new name\n"))
                .isEqualTo("new name");
        assertThat(
                        path(
                                "diff --git a/gone b/gone\ndeleted file mode 100644\n--- a/gone\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n"))
                .isEqualTo("gone");
        assertThat(path("diff --git a/x b/y b/x b/y\nold mode 100644\nnew mode 100755\n"))
                .isEqualTo("x b/y");
        assertThat(
                        path(
                                "diff --git a/logo.png b/logo.png\nindex 1..2\nBinary files a/logo.png and b/logo.png differ\n"))
                .isEqualTo("logo.png");
        assertThat(
                        path(
                                "diff --git a/with space b/with space\n--- a/with space\t\n+++ b/with space\t\n@@ -1 +1 @@\n-a\n+b\n"))
                .isEqualTo("with space");
    }

    @Test
    void linesThatOnlyLookLikeHeadersAreContent() throws IOException {
        var patch =
                "diff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1,2 +1,2 @@\n-+++ b/zzz\n+diff --git a/q b/q\n diff --git a/q b/q\n"
                        + "diff --gi\ndiff --git a/b b/b\n--- a/b\n+++ b/b\n@@ -1 +1 @@\n-1\n+2\n\\ No newline at end of file";
        var index = PatchIndex.of(new ByteArrayInputStream(patch.getBytes(StandardCharsets.UTF_8)));
        assertThat(index.sections()).extracting(PatchIndex.Section::path).containsExactly("a", "b");
        var second = index.sections().get(1);
        assertThat(patch.substring((int) second.from())).startsWith("diff --git a/b b/b");
        assertThat(second.from() + second.length()).isEqualTo(patch.length());
        assertThat(index.sections().get(0).length()).isEqualTo(second.from());
    }

    @Test
    void anUnclearHeaderIsFoundByItsPlaceInTheList() throws IOException {
        var patch = "diff --git a/x b/y z b/q\nindex 1..2\ndiff --git a/b b/b\n--- a/b\n+++ b/b\n@@ -1 +1 @@\n-1\n+2\n";
        var index = PatchIndex.of(new ByteArrayInputStream(patch.getBytes(StandardCharsets.UTF_8)));
        assertThat(index.find("whatever", 0, 2)).contains(index.sections().get(0));
        assertThat(index.find("whatever", 0, 3)).isEmpty();
        assertThat(index.find("b", 1, 2)).contains(index.sections().get(1));
    }

    @Test
    void nothingIsAnEmptyPatch() throws IOException {
        assertThat(PatchIndex.of(new ByteArrayInputStream(new byte[0])).sections())
                .isEmpty();
    }

    private static String path(String patch) throws IOException {
        var sections = PatchIndex.of(new ByteArrayInputStream(patch.getBytes(StandardCharsets.UTF_8)))
                .sections();
        assertThat(sections).hasSize(1);
        return String.valueOf(sections.get(0).path());
    }
}
