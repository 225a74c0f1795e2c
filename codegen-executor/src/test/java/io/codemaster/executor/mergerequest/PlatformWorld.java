package io.codemaster.executor.mergerequest;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.DiffStat;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.mergerequest.MergeRequestBrief;
import io.codemaster.api.mergerequest.MergeRequestFailure;
import io.codemaster.api.mergerequest.MergeRequestOrder;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.repository.Platform;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.api.review.Verdict;
import io.codemaster.executor.shared.MergeTrouble;
import io.codemaster.executor.shared.RepositoryServers;

/** What tests of platforms need. */
final class PlatformWorld {

    static final String TOKEN = "glpat-7Hq2vXk9mN4pR8sT1wYz";

    static final String SOURCE = "feature/req-PAY-12";

    static final String HEAD = "2".repeat(40);

    static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    static final MergeRequestBrief BRIEF = new MergeRequestBrief(
            "Refund an order",
            1,
            new DiffStat(2, 10, 3),
            null,
            List.of(new MergeRequestBrief.Decision(new UserId("boss"), Verdict.APPROVED, null, 0, NOW)));

    private PlatformWorld() {}

    static PlatformProperties properties(String... apiUrls) {
        return new PlatformProperties(List.of(apiUrls), Duration.ofSeconds(20));
    }

    /** For a server that does not answer. */
    static PlatformProperties impatient() {
        return new PlatformProperties(List.of(), Duration.ofSeconds(1));
    }

    static MergeRequestOrder order(String gitUrl, Platform platform) {
        return order(gitUrl, platform, false);
    }

    static MergeRequestOrder order(String gitUrl, Platform platform, boolean draft) {
        return new MergeRequestOrder(
                new RequirementId("r-1"),
                "PAY-12",
                new ProjectId("p-1"),
                new RepositoryId("repository-1"),
                gitUrl,
                platform,
                new CodegenTaskId("task-1"),
                SOURCE,
                "main",
                HEAD,
                null,
                draft);
    }

    static MergeRequestHost.Wanted wanted(MergeRequestOrder order, @Nullable String token, @Nullable Long number) {
        return wanted(order, BRIEF, token, number);
    }

    static MergeRequestHost.Wanted wanted(
            MergeRequestOrder order, MergeRequestBrief brief, @Nullable String token, @Nullable Long number) {
        return new MergeRequestHost.Wanted(
                order, MergeRequestText.of(order, brief, null, user -> "Boss"), token, number);
    }

    static MergeRequestFailure failure(ThrowingCallable call) {
        return catchThrowableOfType(MergeTrouble.class, call).failure();
    }

    /** Lets everything through but what a test refuses. */
    static RepositoryServers servers() {
        return new OpenServers();
    }

    private static final class OpenServers implements RepositoryServers {

        @Override
        public Place place(String gitUrl) {
            var address = URI.create(gitUrl);
            int port = address.getPort() == -1 ? address.getScheme().equals("https") ? 443 : 80 : address.getPort();
            return new Place(address.getScheme(), address.getHost(), port, address.getRawPath());
        }

        @Override
        public void check(URI address) {}

        @Override
        public Standing look(Branches branches) {
            throw new UnsupportedOperationException("no test of a platform asks git");
        }

        @Override
        public String merge(Branches branches, String message) {
            throw new UnsupportedOperationException("no test of a platform asks git");
        }
    }
}
