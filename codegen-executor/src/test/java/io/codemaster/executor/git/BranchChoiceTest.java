package io.codemaster.executor.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;

import io.codemaster.api.requirement.Delivery;

class BranchChoiceTest {

    private static final ObjectId SOME = ObjectId.fromString("1111111111111111111111111111111111111111");
    private static final ObjectId OTHER = ObjectId.fromString("2222222222222222222222222222222222222222");

    @Test
    void aFreeNameIsTakenAsItIs() {
        assertThat(BranchChoice.of("feature/req-A-1", heads("main"), Set.of("main"), null))
                .isEqualTo(new BranchChoice("feature/req-A-1", ObjectId.zeroId()));
    }

    @Test
    void anOwnedBranchIsReusedWhileItsHeadIsOurs() {
        var owned = new Delivery("feature/req-A-1-2", SOME.name());

        assertThat(BranchChoice.of("feature/req-A-1", heads("main", "feature/req-A-1-2"), Set.of("main"), owned))
                .isEqualTo(new BranchChoice("feature/req-A-1-2", SOME));
        var moved = new HashMap<>(heads("main", "feature/req-A-1"));
        moved.put("feature/req-A-1-2", OTHER);
        assertThat(BranchChoice.of("feature/req-A-1", moved, Set.of("main"), owned)
                        .branch())
                .isEqualTo("feature/req-A-1-3");
    }

    @Test
    void theDefaultBranchIsNotEvenTakenWhenItIsOwned() {
        assertThat(BranchChoice.of("main", heads("main"), Set.of("main"), new Delivery("main", SOME.name()))
                        .branch())
                .isEqualTo("main-2");
        assertThat(BranchChoice.of("main", Map.of(), Set.of("main"), null).branch())
                .isEqualTo("main-2");
    }

    @Test
    void aNameThatTheServerHasNoRoomForIsAvoided() {
        assertThat(BranchChoice.of("feature/req-A-1", heads("feature"), Set.of("main"), null)
                        .branch())
                .isEqualTo("feature-req-A-1");
        assertThat(BranchChoice.of("feature/req-A-1", heads("feature/req-A-1/mine"), Set.of("main"), null)
                        .branch())
                .isEqualTo("feature/req-A-1-2");
    }

    private static Map<String, ObjectId> heads(String... names) {
        var heads = new HashMap<String, ObjectId>();
        for (var name : names) {
            heads.put(name, SOME);
        }
        return heads;
    }
}
