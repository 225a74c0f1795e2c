package io.codemaster.query.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.review.LineComment;
import io.codemaster.api.review.ReviewDetails.Position;
import io.codemaster.api.review.ReviewDetails.PositionState;
import io.codemaster.api.review.Side;
import io.codemaster.api.review.UnifiedPatch;
import io.codemaster.query.review.ChangeChain.Link;

/** Where comments on A.java stand after later rounds. */
class CommentPlacesTest {

    private static final String BASE = "0".repeat(40);

    private final Map<ArtifactId, UnifiedPatch> patches = new HashMap<>();

    private final ChangeChain chain = new ChangeChain(List.of());

    @Test
    void aFileThatTheRoundDoesNotTouchLeavesItsCommentsAlone() {
        assertThat(after(at(5, 6, "x"), """
                diff --git a/B.java b/B.java
                --- a/B.java
                +++ b/B.java
                @@ -1 +1 @@
                -one
                +two
                """)).isEqualTo(unchanged(5));
    }

    @Test
    void changesBehindTheLinesLeaveThemAlone() {
        assertThat(after(at(5, 6, "five\nsix"), round("@@ -7,2 +7,3 @@\n-seven\n+sieben\n+more\n eight\n")))
                .isEqualTo(unchanged(5));
        assertThat(after(at(5, 6, "five\nsix"), round("@@ -6,0 +7,2 @@\n+more\n+more\n")))
                .isEqualTo(unchanged(5));
    }

    @Test
    void linesMoveWithWhatIsAddedAndDeletedBeforeThem() {
        assertThat(after(at(5, 6, "five\nsix"), round("@@ -1,0 +2,2 @@\n+more\n+more\n")))
                .isEqualTo(moved(7));
        assertThat(after(at(5, 6, "five\nsix"), round("@@ -4,0 +5 @@\n+right before\n")))
                .isEqualTo(moved(6));
        assertThat(after(at(5, 6, "five\nsix"), round("@@ -1,3 +1 @@\n-one\n-two\n three\n")))
                .isEqualTo(moved(3));
        assertThat(after(at(5, 6, "five\nsix"), round("@@ -4,2 +4,2 @@\n-four\n+vier\n five\n")))
                .isEqualTo(unchanged(5));
        assertThat(after(at(5, 6, "five\nsix"), round("@@ -0,0 +1 @@\n+first\n")))
                .isEqualTo(moved(6));
    }

    @Test
    void linesThatWereChangedOrDeletedAreOutdated() {
        assertThat(after(at(5, 6, "five\nsix"), round("@@ -5,2 +5,2 @@\n-five\n+fünf\n six\n")))
                .isEqualTo(outdated());
        assertThat(after(at(5, 6, "five\nsix"), round("@@ -6 +5,0 @@\n-six\n"))).isEqualTo(outdated());
        assertThat(after(at(5, 6, "five\nsix"), round("@@ -5,0 +6 @@\n+in between\n")))
                .isEqualTo(outdated());
    }

    @Test
    void aFileThatIsGoneTakesItsCommentsAlong() {
        assertThat(after(at(1, 1, "one"), """
                diff --git a/A.java b/A.java
                deleted file mode 100644
                --- a/A.java
                +++ /dev/null
                @@ -1 +0,0 @@
                -one
                """)).isEqualTo(outdated());
    }

    @Test
    void linesThatWereTakenElsewhereAreFoundAtTheNearestPlace() {
        assertThat(after(at(5, 6, "five\nsix"), round("""
                @@ -1,2 +1,4 @@
                 one
                +five
                +six
                 two
                @@ -5,3 +7,4 @@
                -five
                -six
                 seven
                +five
                +six
                 eight
                """))).isEqualTo(moved(8));
    }

    @Test
    void aBlankLineIsNotLookedForElsewhere() {
        assertThat(after(at(5, 5, " "), round("@@ -5,2 +5,2 @@\n- \n six\n+ \n")))
                .isEqualTo(outdated());
    }

    @Test
    void aRenamedFileKeepsItsComments() {
        assertThat(after(at(5, 6, "five\nsix"), """
                diff --git a/A.java b/C.java
                rename from A.java
                rename to C.java
                """)).isEqualTo(new Position(PositionState.MOVED, "C.java", 5));
    }

    @Test
    void aCommentIsFollowedThroughEveryRound() {
        assertThat(after(
                        at(5, 6, "five\nsix"),
                        round("@@ -1,0 +2,2 @@\n+more\n+more\n"),
                        round("@@ -2,3 +2 @@\n-more\n-more\n two\n")))
                .isEqualTo(unchanged(5));
        assertThat(after(
                        at(5, 6, "five\nsix"),
                        round("@@ -5,2 +5 @@\n-five\n-six\n+5\n"),
                        round("@@ -5 +5,2 @@\n-5\n+five\n+six\n")))
                .isEqualTo(outdated());
    }

    @Test
    void withoutTheRoundsOwnPatchTheLinesAreLookedForInTheWhole() {
        var whole = round("@@ -1,3 +1,4 @@\n one\n+new\n two\n three\n");
        assertThat(position(at(2, 2, "new"), link("t1", null, whole))).isEqualTo(unchanged(2));
        assertThat(position(at(1, 1, "two"), link("t1", null, whole))).isEqualTo(moved(3));
        assertThat(position(at(1, 1, "nowhere"), link("t1", null, whole))).isEqualTo(outdated());
        assertThat(position(at(1, 1, "two"), link("t1", null, null))).isEqualTo(outdated());
    }

    @Test
    void theSideThatTheChangeStartsFromStaysUntilItStartsElsewhere() {
        var comment = new LineComment("c", "A.java", Side.OLD, 2, 2, BASE, "two", "Hm", null);
        var whole = round("@@ -1,3 +1,2 @@\n one\n-two\n three\n");
        assertThat(position(comment, link("t1", whole, whole))).isEqualTo(unchanged(2));
        var rebased = new Link("t1", "r", "t0", 2, "9".repeat(40), "h", keep(whole), keep(whole), null, null);
        assertThat(position(comment, rebased)).isEqualTo(unchanged(2));
        var gone = keep(round("@@ -1 +1 @@\n-one\n+eins\n"));
        assertThat(position(comment, new Link("t1", "r", "t0", 2, "9".repeat(40), "h", gone, gone, null, null)))
                .isEqualTo(outdated());
    }

    @Test
    void aPatchThatIsGoneLeavesNothingToPointAt() {
        var lost = new ArtifactId("f".repeat(64));
        assertThat(position(at(1, 1, "one"), new Link("t1", "r", "t0", 2, BASE, "h", lost, lost, null, null)))
                .isEqualTo(outdated());
    }

    @Test
    void aFollowUpThatHasNotDeliveredMovesNothing() {
        assertThat(position(at(1, 1, "one"), new Link("t1", "r", "t0", 2, null, null, null, null, null, null)))
                .isEqualTo(unchanged(1));
    }

    @Test
    void aChainIsFoundAmongOthersOfTheSameOrigin() {
        var first = new Link("t0", "r", null, 1, null, null, null, null, null, null);
        var failed = new Link("t1", "r", "t0", 2, null, null, null, null, null, null);
        var second = new Link("t2", "r", "t0", 2, null, null, null, null, null, null);
        var third = new Link("t3", "r", "t2", 3, null, null, null, null, null, null);
        var found = ChangeChain.upTo("t3", List.of(third, failed, first, second));
        assertThat(found.tasks()).containsExactly("t0", "t2", "t3");
        assertThat(found.last()).isEqualTo(third);
        assertThat(found.round("t2")).isEqualTo(2);
        assertThat(chain.round("unknown")).isEqualTo(1);
    }

    private Position after(LineComment comment, String... rounds) {
        var links = new Link[rounds.length];
        for (int i = 0; i < rounds.length; i++) {
            links[i] = link("t" + (i + 1), rounds[i], rounds[i]);
        }
        return position(comment, links);
    }

    private Position position(LineComment comment, Link... later) {
        var links = new java.util.ArrayList<Link>();
        links.add(new Link("t0", "r", null, 1, BASE, "h", null, null, null, null));
        links.addAll(List.of(later));
        return new ChangeChain(links).position("t0", comment, id -> Optional.ofNullable(patches.get(id)));
    }

    private Link link(String task, @Nullable String round, @Nullable String whole) {
        return new Link(
                task,
                "r",
                "t0",
                2,
                BASE,
                "h",
                whole == null ? null : keep(whole),
                round == null ? null : keep(round),
                null,
                null);
    }

    private ArtifactId keep(String patch) {
        try {
            var id = new ArtifactId("%064x".formatted(patches.size()));
            patches.put(id, UnifiedPatch.read(new ByteArrayInputStream(patch.getBytes(StandardCharsets.UTF_8))));
            return id;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String round(String hunks) {
        return "diff --git a/A.java b/A.java\n--- a/A.java\n+++ b/A.java\n" + hunks;
    }

    private static LineComment at(int line, int endLine, String snippet) {
        return new LineComment("c", "A.java", Side.NEW, line, endLine, "h", snippet, "Hm", null);
    }

    private static Position unchanged(int line) {
        return new Position(PositionState.UNCHANGED, "A.java", line);
    }

    private static Position moved(int line) {
        return new Position(PositionState.MOVED, "A.java", line);
    }

    private static Position outdated() {
        return new Position(PositionState.OUTDATED, null, null);
    }
}
