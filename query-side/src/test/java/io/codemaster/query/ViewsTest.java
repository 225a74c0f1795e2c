package io.codemaster.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.codemaster.api.identity.FindUser;
import io.codemaster.api.identity.FindUserByEmail;
import io.codemaster.api.identity.UserDetails;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.identity.UserRegistered;
import io.codemaster.api.identity.UserRole;
import io.codemaster.api.identity.UserRoleChanged;
import io.codemaster.api.project.FindMembership;
import io.codemaster.api.project.FindProject;
import io.codemaster.api.project.FindProjects;
import io.codemaster.api.project.ProjectCreated;
import io.codemaster.api.project.ProjectDetails;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.project.ProjectMemberAdded;
import io.codemaster.api.project.ProjectRole;
import io.codemaster.api.repository.FindRepositories;
import io.codemaster.api.repository.FindRepository;
import io.codemaster.api.repository.Platform;
import io.codemaster.api.repository.RepositoryDetails;
import io.codemaster.api.repository.RepositoryDetails.CredentialSummary;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.repository.RepositoryLinked;
import io.codemaster.api.requirement.FindRequirement;
import io.codemaster.api.requirement.FindRequirements;
import io.codemaster.api.requirement.GenerationConcluded;
import io.codemaster.api.requirement.GenerationOrdered;
import io.codemaster.api.requirement.Priority;
import io.codemaster.api.requirement.RepositoryTarget;
import io.codemaster.api.requirement.RequirementDetails;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.api.requirement.RequirementSort;
import io.codemaster.api.requirement.RequirementStatus;
import io.codemaster.api.requirement.RequirementSubmitted;
import io.codemaster.api.shared.AwaitProjections;
import io.codemaster.api.shared.PageRequest;
import io.codemaster.query.shared.BadCursorException;

class ViewsTest extends QuerySideTest {

    private final UserId user = UserId.random();

    private final ProjectId project = ProjectId.random();

    private final RepositoryId repository = RepositoryId.random();

    @Test
    void aUserIsFoundByIdAndAddressWithWhatTheRoleAllows() {
        given(new UserRegistered(user, "Ada", user + "@example.com", null, "feishu"));
        assertThat(user()).isEqualTo(new UserDetails(user, "Ada", user + "@example.com", null, null, List.of()));
        given(new UserRoleChanged(user, UserRole.RD));
        assertThat(one(new FindUserByEmail(user + "@EXAMPLE.com"), UserDetails.class)
                        .orElseThrow())
                .satisfies(it -> assertThat(it.permissions())
                        .containsExactly("repository.link", "requirement.create", "generation.start"));
        given(new UserRoleChanged(user, UserRole.ADMIN));
        assertThat(user().permissions()).contains("user.administer", "project.create");
    }

    @Test
    void aProjectIsSeenWithTheReadersRole() {
        given(created(project, "PAY", "Payments"), new ProjectMemberAdded(project, user, ProjectRole.OWNER));
        given(submitted("PAY-1", "One"), submitted("PAY-2", "Two"));
        var view = one(new FindProject(project, user), ProjectDetails.class).orElseThrow();
        assertThat(view.myRole()).isEqualTo(ProjectRole.OWNER);
        assertThat(view.openRequirements()).isEqualTo(2);
        assertThat(one(new FindProject(project, UserId.random()), ProjectDetails.class)
                        .orElseThrow()
                        .myRole())
                .isNull();
        assertThat(one(new FindMembership(project, user), ProjectRole.class)).contains(ProjectRole.OWNER);
        assertThat(one(new FindMembership(project, UserId.random()), ProjectRole.class))
                .isEmpty();
        assertThat(text(get("/api/v1/projects", "X-User", user.value()))).contains("\"key\":\"PAY\"");
        assertThat(text(get("/api/v1/projects"))).isEqualTo("{\"items\":[],\"nextCursor\":null}");
        assertThat(get("/api/v1/projects/" + project).statusCode()).isEqualTo(200);
        var absent = get("/api/v1/projects/none");
        assertThat(absent.statusCode()).isEqualTo(404);
    }

    @Test
    void aSearchTakesWildcardsAsOrdinaryCharacters() {
        var names = List.of("100% safe", "100 safe", "a_b", "aXb", "wow! yes", "back\\slash", "ÄRGER");
        for (var name : names) {
            var id = ProjectId.random();
            given(created(id, "K" + names.indexOf(name), name), new ProjectMemberAdded(id, user, ProjectRole.VIEWER));
        }
        assertThat(search("0% S")).containsExactly("100% safe");
        assertThat(search("A_B")).containsExactly("a_b");
        assertThat(search("W! y")).containsExactly("wow! yes");
        assertThat(search("k\\s")).containsExactly("back\\slash");
        assertThat(search("ärg")).containsExactly("ÄRGER");
        assertThat(search("k3")).containsExactly("aXb");
        assertThat(search("  ")).hasSize(names.size());
    }

    @Test
    void pagesStayWhereTheyAreWhileProjectsArrive() {
        for (int i = 0; i < 5; i++) {
            member("P" + i);
        }
        var seen = new ArrayList<String>();
        String cursor = null;
        do {
            var page =
                    this.<ProjectDetails>page(new FindProjects(user, false, null, false, new PageRequest(cursor, 2)));
            page.items().forEach(it -> seen.add(it.name()));
            cursor = page.nextCursor();
            member("late" + seen.size());
        } while (cursor != null);
        assertThat(seen).containsExactly("P4", "P3", "P2", "P1", "P0");
        assertThatThrownBy(() -> page(new FindProjects(user, true, null, false, new PageRequest("nonsense!", 2))))
                .hasRootCauseInstanceOf(BadCursorException.class);
        assertThat(get("/api/v1/projects?limit=201").statusCode()).isEqualTo(400);
        assertThat(get("/api/v1/projects?limit=0").statusCode()).isEqualTo(400);
    }

    @Test
    void aRepositoryOnlyDescribesItsCredential() {
        given(new RepositoryLinked(
                repository, project, "https://h/acme/app.git", Platform.GITLAB, "main", "wxyz", false));
        var view = one(new FindRepository(repository), RepositoryDetails.class).orElseThrow();
        assertThat(view.credential()).isEqualTo(new CredentialSummary(true, "wxyz"));
        assertThat(this.<RepositoryDetails>page(new FindRepositories(project, new PageRequest(null, 50)))
                        .items())
                .containsExactly(view);
        assertThat(text(get("/api/v1/projects/" + project + "/repositories"))).contains("\"lastFour\":\"wxyz\"");
        assertThat(get("/api/v1/repositories/" + repository).statusCode()).isEqualTo(200);
        assertThat(get("/api/v1/repositories/none").statusCode()).isEqualTo(404);
    }

    @Test
    void aRequirementFollowsItsGeneration() {
        var run = new Samples(project, user);
        var key = "K" + UUID.randomUUID().toString().substring(0, 6).toUpperCase(java.util.Locale.ROOT) + "-7";
        given(new UserRegistered(user, "Ada", user + "@example.com", UserRole.PM, "local"));
        given(submitted(run.requirement, key, "Refunds"), new ProjectMemberAdded(project, user, ProjectRole.VIEWER));
        assertThat(requirement(key).status()).isEqualTo(RequirementStatus.DRAFT);
        assertThat(requirement(key).latestGeneration()).isNull();
        given(new GenerationOrdered(run.requirement, run.task, run.order(), user), run.requested(), run.queued(1));
        assertThat(requirement(key).status()).isEqualTo(RequirementStatus.GENERATING);
        given(run.claimed(1));
        assertThat(requirement(key.toLowerCase(java.util.Locale.ROOT)).latestGeneration())
                .satisfies(it -> assertThat(String.valueOf(it)).contains("CLONING", "CLONE"));
        given(
                run.attemptFailed(1, null),
                run.failed(1),
                new GenerationConcluded(run.requirement, run.task, null, RequirementStatus.DRAFT));
        var view = one(new FindRequirement(run.requirement.value()), RequirementDetails.class)
                .orElseThrow();
        assertThat(view.status()).isEqualTo(RequirementStatus.DRAFT);
        assertThat(view.createdBy().name()).isEqualTo("Ada");
        assertThat(view.latestGeneration()).isNotNull().satisfies(it -> {
            assertThat(it.id()).isEqualTo(run.task);
            assertThat(it.failureCode()).isEqualTo("agent.model-overloaded");
            assertThat(it.finishedAt()).isNotNull();
        });
        assertThat(view.updatedAt()).isAfter(view.createdAt());
        assertThat(text(get(
                        "/api/v1/requirements?projectId=" + project + "&status=DRAFT&q=REFU", "X-User", user.value())))
                .contains(key);
        assertThat(text(get("/api/v1/requirements?projectId=" + project)))
                .isEqualTo("{\"items\":[],\"nextCursor\":null}");
        assertThat(text(get("/api/v1/requirements/" + key))).contains("\"title\":\"Refunds\"");
        assertThat(get("/api/v1/requirements/NONE-1").statusCode()).isEqualTo(404);

        replay();

        assertThat(requirement(key)).isEqualTo(view);
    }

    @Test
    void requirementsAreSearchedAndFiltered() {
        given(new ProjectMemberAdded(project, user, ProjectRole.VIEWER));
        given(submitted("PAY-1", "Pay by card"), submitted("PAY-2", "Pay by cash"), submitted("PAY-3", "Refund"));
        assertThat(this.<RequirementDetails>page(new FindRequirements(
                                user,
                                false,
                                new FindRequirements.Filter(
                                        project, RequirementStatus.DRAFT, null, null, null, false, "pay BY"),
                                RequirementSort.NEWEST,
                                new PageRequest(null, 50)))
                        .items())
                .extracting(RequirementDetails::key)
                .containsExactly("PAY-2", "PAY-1");
        assertThat(this.<RequirementDetails>page(new FindRequirements(
                                user,
                                false,
                                new FindRequirements.Filter(project, null, null, user, null, false, null),
                                RequirementSort.NEWEST,
                                new PageRequest(null, 50)))
                        .items())
                .isEmpty();
    }

    @Test
    void whoWaitsForWhatNeverComesIsToldSo() {
        long start = System.nanoTime();
        assertThat(queries.query(new AwaitProjections(Long.MAX_VALUE), ResponseTypes.instanceOf(Boolean.class))
                        .join())
                .isFalse();
        assertThat(System.nanoTime() - start).isBetween(1_900_000_000L, 4_000_000_000L);
    }

    private UserDetails user() {
        return one(new FindUser(user), UserDetails.class).orElseThrow();
    }

    private RequirementDetails requirement(String key) {
        return one(new FindRequirement(key), RequirementDetails.class).orElseThrow();
    }

    private List<String> search(String text) {
        return this.<ProjectDetails>page(new FindProjects(user, false, text, false, new PageRequest(null, 50)))
                .items()
                .stream()
                .map(ProjectDetails::name)
                .toList();
    }

    private void member(String name) {
        var id = ProjectId.random();
        given(created(id, "P", name), new ProjectMemberAdded(id, user, ProjectRole.VIEWER));
    }

    private ProjectCreated created(ProjectId id, String key, String name) {
        return new ProjectCreated(id, key, name, null, user, false);
    }

    private RequirementSubmitted submitted(String key, String title) {
        return submitted(RequirementId.random(), key, title);
    }

    private RequirementSubmitted submitted(RequirementId id, String key, String title) {
        @Nullable RepositoryTarget target = new RepositoryTarget(repository, "https://h/acme/app.git", Platform.GIT, "main");
        return new RequirementSubmitted(
                id, project, key, title, "As a user…", Priority.HIGH, target, null, null, null, user);
    }
}
