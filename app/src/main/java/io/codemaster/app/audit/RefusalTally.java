package io.codemaster.app.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.audit.Requester;
import io.codemaster.api.project.ProjectId;

/**
 * Counts refusals, so that a flood of them is a few events. The first of its kind is told at once; what repeats it within
 * a minute is told as one number when the minute is over. Whoever is refused many different things is counted by reason
 * alone, and when many are refused, so are they together.
 */
final class RefusalTally {

    static final Duration WINDOW = Duration.ofMinutes(1);

    static final int MOST_OF_ONE = 20;

    static final int MOST = 300;

    /** Stands for several different values. */
    static final String SEVERAL = "*";

    private final Map<Key, Count> open = new LinkedHashMap<>();

    private final Map<String, Integer> kindsOfOne = new HashMap<>();

    /**
     * A request that was refused.
     *
     * @param signIn whether somebody wanted to sign in
     * @param account the account that it named, null where it named none
     */
    record Refused(
            boolean signIn,
            Requester requester,
            @Nullable String account,
            String method,
            String path,
            String code,
            @Nullable ProjectId projectId) {

        private String who() {
            var user = requester.userId();
            return user == null ? requester.address() : user.value();
        }

        private Refused ofAnything() {
            return new Refused(signIn, requester, account, method, SEVERAL, code, null);
        }

        private Refused ofAnybody() {
            return new Refused(
                    signIn,
                    new Requester(null, null, SEVERAL, null, requester.traceId()),
                    null,
                    SEVERAL,
                    SEVERAL,
                    code,
                    null);
        }
    }

    /**
     * What is to be recorded.
     *
     * @param first of those that are counted together
     */
    record Tally(Refused first, int times, Instant since) {}

    private record Key(boolean signIn, String who, @Nullable String account, String code, String what) {

        static Key of(Refused it) {
            return new Key(it.signIn(), it.who(), it.account(), it.code(), it.method() + " " + it.path());
        }
    }

    private static final class Count {

        private final Refused first;

        private final Instant began;

        private int more;

        private @Nullable Instant moreSince;

        Count(Refused first, Instant began) {
            this.first = first;
            this.began = began;
        }

        Optional<Tally> rest() {
            return moreSince == null ? Optional.empty() : Optional.of(new Tally(first, more, moreSince));
        }
    }

    /** Counts one; it is answered where it is the first of its kind. */
    synchronized Optional<Tally> count(Refused refused, Instant now) {
        var counted = refused;
        if (!open.containsKey(Key.of(counted)) && kindsOfOne.getOrDefault(refused.who(), 0) >= MOST_OF_ONE) {
            counted = refused.ofAnything();
        }
        if (!open.containsKey(Key.of(counted)) && open.size() >= MOST) {
            counted = refused.ofAnybody();
        }
        var known = open.get(Key.of(counted));
        if (known == null) {
            open.put(Key.of(counted), new Count(counted, now));
            kindsOfOne.merge(counted.who(), 1, Integer::sum);
            return Optional.of(new Tally(counted, 1, now));
        }
        known.more++;
        if (known.moreSince == null) {
            known.moreSince = now;
        }
        return Optional.empty();
    }

    /** What was repeated in the minutes that are over by now; they begin anew. */
    synchronized List<Tally> due(Instant now) {
        var due = new ArrayList<Tally>();
        open.values().removeIf(it -> {
            boolean over = !it.began.plus(WINDOW).isAfter(now);
            if (over) {
                it.rest().ifPresent(due::add);
                kindsOfOne.computeIfPresent(it.first.who(), (who, kinds) -> kinds == 1 ? null : kinds - 1);
            }
            return over;
        });
        return due;
    }

    /** What was repeated so far, whether its minute is over or not. */
    synchronized List<Tally> rest() {
        var rest = open.values().stream().flatMap(it -> it.rest().stream()).toList();
        open.clear();
        kindsOfOne.clear();
        return rest;
    }
}
