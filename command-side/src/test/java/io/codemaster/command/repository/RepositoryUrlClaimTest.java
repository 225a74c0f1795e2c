package io.codemaster.command.repository;

import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.matchers.Matchers;
import org.junit.jupiter.api.Test;

import io.codemaster.api.project.ProjectId;
import io.codemaster.api.repository.LinkRepository;
import io.codemaster.api.repository.Platform;
import io.codemaster.api.repository.ReleaseRepositoryUrl;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.repository.RepositoryLinked;
import io.codemaster.api.repository.RepositoryUrl;
import io.codemaster.api.repository.RepositoryUrlClaimed;
import io.codemaster.api.repository.RepositoryUrlReleased;
import io.codemaster.api.shared.ErrorCode;
import io.codemaster.api.shared.Rejection;

class RepositoryUrlClaimTest {

    private static final RepositoryId FIRST = new RepositoryId("repository-1");
    private static final RepositoryId SECOND = new RepositoryId("repository-2");
    private static final ProjectId PROJECT = new ProjectId("project-1");
    private static final String URL = "https://git.example.com/pay.git";
    private static final String CLAIM = RepositoryUrl.claim(PROJECT, URL);
    private static final RepositoryUrlClaimed CLAIMED = new RepositoryUrlClaimed(FIRST, PROJECT, URL);
    private static final RepositoryUrlReleased RELEASED = new RepositoryUrlReleased(FIRST, PROJECT, URL);

    private final FixtureConfiguration<RepositoryUrlClaim> claim = new AggregateTestFixture<>(RepositoryUrlClaim.class);

    @Test
    void aUrlIsLinkedOnce() {
        claim.givenNoPriorActivity().when(link(FIRST)).expectEvents(CLAIMED, linked(FIRST));
        claim.given(CLAIMED)
                .when(link(SECOND))
                .expectNoEvents()
                .expectExceptionDetails(Matchers.matches((Object details) ->
                        details instanceof Rejection it && it.code() == ErrorCode.REPOSITORY_ALREADY_LINKED));
    }

    @Test
    void aReleasedUrlIsLinkedAgain() {
        claim.given(CLAIMED).when(new ReleaseRepositoryUrl(CLAIM, FIRST)).expectEvents(RELEASED);
        claim.given(CLAIMED, RELEASED)
                .when(link(SECOND))
                .expectEvents(new RepositoryUrlClaimed(SECOND, PROJECT, URL), linked(SECOND));
    }

    @Test
    void onlyWhoHoldsAUrlReleasesIt() {
        claim.given(CLAIMED).when(new ReleaseRepositoryUrl(CLAIM, SECOND)).expectNoEvents();
        claim.given(CLAIMED, RELEASED)
                .when(new ReleaseRepositoryUrl(CLAIM, FIRST))
                .expectNoEvents();
    }

    private static LinkRepository link(RepositoryId id) {
        return new LinkRepository(id, PROJECT, URL, Platform.GIT, "main", null, false);
    }

    private static RepositoryLinked linked(RepositoryId id) {
        return new RepositoryLinked(id, PROJECT, URL, Platform.GIT, "main", null, false);
    }
}
