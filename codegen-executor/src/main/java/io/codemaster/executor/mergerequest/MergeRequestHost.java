package io.codemaster.executor.mergerequest;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.mergerequest.MergeRequestOrder;
import io.codemaster.api.mergerequest.RemoteMergeRequest;
import io.codemaster.executor.shared.MergeTrouble;

/** A platform that keeps merge requests. No method sleeps, and each ends in time. */
interface MergeRequestHost {

    /**
     * Finds the merge request of source and target, or makes it, and lets it say what the text says. Asked again it finds
     * the same.
     */
    RemoteMergeRequest open(Wanted wanted) throws MergeTrouble;

    /** Reads how it is. */
    RemoteMergeRequest read(MergeRequestOrder order, @Nullable String token, long number) throws MergeTrouble;

    /**
     * What is wanted of the platform; the token is not part of its text.
     *
     * @param token null when the repository has none
     * @param number the one that is known to be there, null for none
     */
    record Wanted(
            MergeRequestOrder order,
            MergeRequestText text,
            @Nullable String token,
            @Nullable Long number) {

        @Override
        public String toString() {
            return "Wanted[" + order.requirementKey() + "]";
        }
    }
}
