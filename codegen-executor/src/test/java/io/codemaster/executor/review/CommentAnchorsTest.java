package io.codemaster.executor.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.artifact.ArtifactStore;
import io.codemaster.api.codegen.CapturedChanges;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.DiffStat;
import io.codemaster.api.review.AnchorComments;
import io.codemaster.api.review.AnchorComments.Position;
import io.codemaster.api.review.LineComment;
import io.codemaster.api.review.Side;
import io.codemaster.api.shared.CommandRejected;
import io.codemaster.api.shared.ErrorCode;
import io.codemaster.api.shared.Rejection;

class CommentAnchorsTest {

    private static final ArtifactId WHOLE = new ArtifactId("a".repeat(64));
    private static final ArtifactId ROUND = new ArtifactId("b".repeat(64));
    private static final ArtifactId FILES = new ArtifactId("c".repeat(64));
    private static final String BASE = "1".repeat(40);
    private static final String HEAD = "2".repeat(40);

    private final KeptArtifacts artifacts = new KeptArtifacts();

    private final CommentAnchors anchors = new CommentAnchors(artifacts);

    CommentAnchorsTest() {
        artifacts.put(WHOLE, """
                diff --git a/A.java b/B.java
                rename from A.java
                rename to B.java
                --- a/A.java
                +++ b/B.java
                @@ -1,3 +1,4 @@
                 one
                -two
                +zwei
                +2
                 three
                @@ -20,2 +21,2 @@
                -old
                +new
                 end
                """);
        artifacts.put(ROUND, """
                diff --git a/C.java b/C.java
                --- a/C.java
                +++ b/C.java
                @@ -7,1 +7,1 @@
                -as changed before
                +as it was
                """);
    }

    @Test
    void aCommentGetsItsLinesAndTheCommitOfItsSide() {
        assertThat(anchored(new Position("c1", "B.java", Side.NEW, 2, 3, "Why?", "f1")))
                .containsExactly(new LineComment("c1", "B.java", Side.NEW, 2, 3, HEAD, "zwei\n2", "Why?", "f1"));
        assertThat(anchored(at("B.java", Side.OLD, 2, 2)))
                .containsExactly(new LineComment("c", "B.java", Side.OLD, 2, 2, BASE, "two", "Hm", null));
        assertThat(anchored(at("A.java", Side.OLD, 20, 21)).get(0).snippet()).isEqualTo("old\nend");
    }

    @Test
    void aLineThatOnlyTheRoundTouchesCanBeCommentedToo() {
        assertThat(anchored(at("C.java", Side.NEW, 7, 7)).get(0).snippet()).isEqualTo("as it was");
    }

    @Test
    void withoutCommentsNothingIsRead() {
        assertThat(new CommentAnchors(new KeptArtifacts())
                        .handle(new AnchorComments(new CodegenTaskId("t"), changes(null), List.of()))
                        .comments())
                .isEmpty();
    }

    @Test
    void whatIsNotInTheChangeIsRefusedByItsPlace() {
        refused("lineComments[1].line", at("B.java", Side.NEW, 1, 1), at("B.java", Side.NEW, 9, 9));
        refused("lineComments[0].line", at("B.java", Side.NEW, 4, 21));
        refused("lineComments[0].line", at("C.java", Side.NEW, 8, 8));
        refused("lineComments[0].path", at("D.java", Side.NEW, 1, 1));
        refused("lineComments[0].path", at("A.java", Side.NEW, 1, 1));
        refused("lineComments[0].path", at("C.java", Side.OLD, 7, 7));
        refused("lineComments[0].endLine", at("B.java", Side.NEW, 2, 1));
        refused("lineComments[0].endLine", at("B.java", Side.NEW, 1, 501));
    }

    @Test
    void aPatchThatIsGoneIsAFault() {
        var empty = new CommentAnchors(new KeptArtifacts());
        assertThatThrownBy(() -> empty.handle(new AnchorComments(
                        new CodegenTaskId("t"), changes(null), List.of(at("B.java", Side.NEW, 1, 1)))))
                .hasMessageContaining("cannot be read");
    }

    private List<LineComment> anchored(Position... positions) {
        var round = new CapturedChanges.Round("9".repeat(40), new DiffStat(1, 1, 1), ROUND, FILES);
        return anchors.handle(new AnchorComments(new CodegenTaskId("t"), changes(round), List.of(positions)))
                .comments();
    }

    private void refused(String field, Position... positions) {
        assertThatThrownBy(() -> anchored(positions))
                .isInstanceOfSatisfying(
                        CommandRejected.class,
                        it -> assertThat(it.<Rejection>getDetails().orElseThrow())
                                .satisfies(rejection -> {
                                    assertThat(rejection.code()).isEqualTo(ErrorCode.REVIEW_LINE_NOT_IN_DIFF);
                                    assertThat(rejection.field()).isEqualTo(field);
                                }));
    }

    private static Position at(String path, Side side, int line, int endLine) {
        return new Position("c", path, side, line, endLine, "Hm", null);
    }

    private static CapturedChanges changes(CapturedChanges.@Nullable Round round) {
        return new CapturedChanges(BASE, HEAD, new DiffStat(1, 2, 2), WHOLE, FILES, null, round);
    }

    private static final class KeptArtifacts implements ArtifactStore {

        private final Map<ArtifactId, byte[]> kept = new HashMap<>();

        void put(ArtifactId id, String text) {
            kept.put(id, text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public ArtifactId keep(byte[] content) {
            throw new UnsupportedOperationException("nothing is kept here");
        }

        @Override
        public ArtifactId keep(InputStream content) {
            throw new UnsupportedOperationException("nothing is kept here");
        }

        @Override
        public Optional<byte[]> find(ArtifactId id) {
            return Optional.ofNullable(kept.get(id));
        }

        @Override
        public Optional<InputStream> open(ArtifactId id) {
            return find(id).map(ByteArrayInputStream::new);
        }
    }
}
