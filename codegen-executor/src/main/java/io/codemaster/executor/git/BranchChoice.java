package io.codemaster.executor.git;

import java.util.Map;
import java.util.Set;

import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.requirement.Delivery;

/**
 * Which branch a change is pushed to.
 *
 * @param branch the short name
 * @param expected what the server must have there when the push arrives: the zero id for nothing
 */
record BranchChoice(String branch, ObjectId expected) {

    private static final int MOST = 10_000;

    /**
     * Reuses the branch that this requirement owns as long as nobody else has pushed to it; else takes the first free
     * name. What somebody else made is never touched.
     *
     * @param wanted the name by the pattern
     * @param forbidden names that are never pushed to, the default branch among them
     */
    static BranchChoice of(
            String wanted, Map<String, ObjectId> heads, Set<String> forbidden, @Nullable Delivery owned) {
        if (owned != null && !forbidden.contains(owned.branch())) {
            @Nullable ObjectId head = heads.get(owned.branch());
            if (head != null && head.name().equals(owned.headCommit())) {
                return new BranchChoice(owned.branch(), head);
            }
        }
        // A branch "feature" leaves no room for "feature/…"; a flat name always has room.
        var base = liesBelowABranch(wanted, heads) ? wanted.replace('/', '-') : wanted;
        for (int i = 1; i <= MOST; i++) {
            var name = i == 1 ? base : base + "-" + i;
            if (!heads.containsKey(name) && !forbidden.contains(name) && !hasBranchesBelow(name, heads)) {
                return new BranchChoice(name, ObjectId.zeroId());
            }
        }
        throw new IllegalStateException("there are more than " + MOST + " branches for one requirement");
    }

    private static boolean liesBelowABranch(String name, Map<String, ObjectId> heads) {
        for (int slash = name.indexOf('/'); slash > 0; slash = name.indexOf('/', slash + 1)) {
            if (heads.containsKey(name.substring(0, slash))) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasBranchesBelow(String name, Map<String, ObjectId> heads) {
        return heads.keySet().stream().anyMatch(head -> head.startsWith(name + "/"));
    }
}
