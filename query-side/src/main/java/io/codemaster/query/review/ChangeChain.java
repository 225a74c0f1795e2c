package io.codemaster.query.review;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.review.LineComment;
import io.codemaster.api.review.ReviewDetails.Position;
import io.codemaster.api.review.Side;
import io.codemaster.api.review.UnifiedPatch;
import io.codemaster.query.review.CommentPlaces.Place;

/**
 * The changes from a requirement's first to the one that is read, each made upon the one before.
 *
 * @param links the oldest first
 */
record ChangeChain(List<Link> links) {

    /**
     * One change.
     *
     * @param patch the whole change, null before it is delivered
     * @param roundPatch what it alone has changed, null where that is not known
     */
    record Link(
            String taskId,
            String requirementId,
            @Nullable String followUpOf,
            int round,
            @Nullable String baseCommit,
            @Nullable String headCommit,
            @Nullable ArtifactId patch,
            @Nullable ArtifactId roundPatch,
            @Nullable String requestedBy,
            @Nullable String verdict) {}

    /** The chain that ends with this task, out of all changes that go back to the same first one. */
    static ChangeChain upTo(String taskId, Collection<Link> family) {
        var byTask = new HashMap<String, Link>();
        family.forEach(it -> byTask.put(it.taskId(), it));
        var links = new ArrayList<Link>();
        var link = byTask.remove(taskId);
        while (link != null) {
            links.add(link);
            link = link.followUpOf() == null ? null : byTask.remove(link.followUpOf());
        }
        Collections.reverse(links);
        return new ChangeChain(List.copyOf(links));
    }

    /** The change that is read. */
    Link last() {
        return links.get(links.size() - 1);
    }

    List<String> tasks() {
        return links.stream().map(Link::taskId).toList();
    }

    int round(String taskId) {
        return links.stream()
                .filter(it -> it.taskId().equals(taskId))
                .mapToInt(Link::round)
                .findFirst()
                .orElse(1);
    }

    /** Where a comment on one change stands in the last. */
    Position position(String taskId, LineComment comment, Function<ArtifactId, Optional<UnifiedPatch>> patches) {
        Place place = CommentPlaces.of(comment);
        for (var link : links.subList(tasks().indexOf(taskId) + 1, links.size())) {
            if (place != null && link.headCommit() != null) {
                place = comment.side() == Side.NEW
                        ? afterRound(link, place, comment, patches)
                        : onOldSide(link, place, comment, patches);
            }
        }
        return CommentPlaces.position(comment, place);
    }

    private static @Nullable Place afterRound(
            Link link, Place place, LineComment comment, Function<ArtifactId, Optional<UnifiedPatch>> patches) {
        if (link.roundPatch() == null) {
            return standing(link, place, comment, patches);
        }
        return patches.apply(link.roundPatch())
                .flatMap(it -> CommentPlaces.after(it, place, comment.snippet()))
                .orElse(null);
    }

    /** The side that a change starts from stays as it is for as long as it starts from the same commit. */
    private static @Nullable Place onOldSide(
            Link link, Place place, LineComment comment, Function<ArtifactId, Optional<UnifiedPatch>> patches) {
        return comment.commit().equals(link.baseCommit()) ? place : standing(link, place, comment, patches);
    }

    private static @Nullable Place standing(
            Link link, Place place, LineComment comment, Function<ArtifactId, Optional<UnifiedPatch>> patches) {
        return link.patch() == null
                ? null
                : patches.apply(link.patch())
                        .flatMap(it -> CommentPlaces.standing(it, comment.side(), place, comment.snippet()))
                        .orElse(null);
    }
}
