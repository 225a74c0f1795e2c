package io.codemaster.command.repository;

import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.matchers.Matchers;
import org.junit.jupiter.api.Test;

import io.codemaster.api.project.ProjectId;
import io.codemaster.api.repository.CheckGenerationTarget;
import io.codemaster.api.repository.CheckRepository;
import io.codemaster.api.repository.CheckRepositoryEdit;
import io.codemaster.api.repository.EditRepository;
import io.codemaster.api.repository.LinkedRepository;
import io.codemaster.api.repository.Platform;
import io.codemaster.api.repository.RepositoryCredentialRemoved;
import io.codemaster.api.repository.RepositoryCredentialReplaced;
import io.codemaster.api.repository.RepositoryDefaultBranchChanged;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.repository.RepositoryLinked;
import io.codemaster.api.repository.RepositoryUnlinked;
import io.codemaster.api.repository.UnlinkRepository;
import io.codemaster.api.requirement.RepositoryTarget;
import io.codemaster.api.shared.Change;
import io.codemaster.api.shared.ErrorCode;
import io.codemaster.api.shared.Rejection;

class RepositoryTest {

    private static final RepositoryId ID = new RepositoryId("repository-1");
    private static final ProjectId PROJECT = new ProjectId("project-1");
    private static final String URL = "https://git.example.com/pay.git";
    private static final RepositoryLinked LINKED =
            new RepositoryLinked(ID, PROJECT, URL, Platform.GITLAB, "main", "wxyz", false);

    private final FixtureConfiguration<Repository> repository = new AggregateTestFixture<>(Repository.class);

    @Test
    void anotherBranchAndAnotherTokenAreTwoFacts() {
        repository
                .given(LINKED)
                .when(new EditRepository(ID, "develop", new Change<>("abcd")))
                .expectEvents(
                        new RepositoryDefaultBranchChanged(ID, "develop"),
                        new RepositoryCredentialReplaced(ID, "abcd"));
    }

    @Test
    void theSameBranchIsNoChange() {
        repository.given(LINKED).when(new EditRepository(ID, "main", null)).expectNoEvents();
    }

    @Test
    void aTokenIsRemovedOnce() {
        repository
                .given(LINKED)
                .when(new EditRepository(ID, null, new Change<>(null)))
                .expectEvents(new RepositoryCredentialRemoved(ID));
        repository
                .given(LINKED, new RepositoryCredentialRemoved(ID))
                .when(new EditRepository(ID, null, new Change<>(null)))
                .expectNoEvents();
        repository
                .given(LINKED, new RepositoryCredentialRemoved(ID), new RepositoryCredentialReplaced(ID, "abcd"))
                .when(new EditRepository(ID, null, new Change<>(null)))
                .expectEvents(new RepositoryCredentialRemoved(ID));
    }

    @Test
    void workStartsFromTheNewBranch() {
        repository
                .given(LINKED, new RepositoryDefaultBranchChanged(ID, "develop"))
                .when(new CheckRepository(ID, PROJECT))
                .expectNoEvents()
                .expectResultMessagePayload(new RepositoryTarget(ID, URL, Platform.GITLAB, "develop"));
        repository
                .given(LINKED, new RepositoryDefaultBranchChanged(ID, "develop"))
                .when(new CheckRepositoryEdit(ID))
                .expectNoEvents()
                .expectResultMessagePayload(new LinkedRepository(ID, PROJECT, URL, Platform.GITLAB, "develop"));
    }

    @Test
    void anotherProjectDoesNotHaveIt() {
        repository
                .given(LINKED)
                .when(new CheckRepository(ID, new ProjectId("project-2")))
                .expectExceptionDetails(rejection(ErrorCode.REPOSITORY_NOT_FOUND));
    }

    @Test
    void anUnlinkedRepositoryIsGoodForNothing() {
        repository.given(LINKED).when(new UnlinkRepository(ID)).expectEvents(new RepositoryUnlinked(ID, PROJECT));
        refused(new UnlinkRepository(ID), ErrorCode.REPOSITORY_UNLINKED);
        refused(new CheckRepositoryEdit(ID), ErrorCode.REPOSITORY_UNLINKED);
        refused(new EditRepository(ID, "develop", null), ErrorCode.REPOSITORY_UNLINKED);
        refused(new CheckRepository(ID, PROJECT), ErrorCode.REPOSITORY_NOT_FOUND);
        refused(new CheckGenerationTarget(ID, "PAY-1"), ErrorCode.GENERATION_REPOSITORY_MISSING);
    }

    @Test
    void codeCanBeGeneratedForALinkedRepository() {
        repository
                .given(LINKED)
                .when(new CheckGenerationTarget(ID, "PAY-1"))
                .expectNoEvents()
                .expectSuccessfulHandlerExecution();
    }

    private void refused(Object command, ErrorCode code) {
        repository
                .given(LINKED, new RepositoryUnlinked(ID, PROJECT))
                .when(command)
                .expectNoEvents()
                .expectExceptionDetails(rejection(code));
    }

    private static org.hamcrest.Matcher<Object> rejection(ErrorCode code) {
        return Matchers.matches((Object details) -> details instanceof Rejection it && it.code() == code);
    }
}
