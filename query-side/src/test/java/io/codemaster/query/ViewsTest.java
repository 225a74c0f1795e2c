package io.codemaster.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.codemaster.api.identity.ExternalIdentity;
import io.codemaster.api.identity.ExternalIdentityClaimed;
import io.codemaster.api.identity.FindUser;
import io.codemaster.api.identity.FindUserByEmail;
import io.codemaster.api.identity.FindUserByIdentity;
import io.codemaster.api.identity.FindUsers;
import io.codemaster.api.identity.SessionOpened;
import io.codemaster.api.identity.UserAccount;
import io.codemaster.api.identity.UserDetails;
import io.codemaster.api.identity.UserDisabled;
import io.codemaster.api.identity.UserEnabled;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.identity.UserPasswordChanged;
import io.codemaster.api.identity.UserProfileChanged;
import io.codemaster.api.identity.UserRegistered;
import io.codemaster.api.identity.UserRole;
import io.codemaster.api.identity.UserRoleChanged;
import io.codemaster.api.identity.UserSource;
import io.codemaster.api.identity.UserStatus;
import io.codemaster.api.identity.UserSummary;
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
        given(new UserRegistered(user, "Ada", user + "@example.com", null, UserSource.LOCAL));
        assertThat(user())
                .isEqualTo(new UserDetails(user, "Ada", user + "@example.com", null, null, List.of("password.change")));
        given(new UserRoleChanged(user, UserRole.RD));
        assertThat(one(new FindUserByEmail(user + "@EXAMPLE.com"), UserAccount.class)
                        .orElseThrow()
                        .details()
                        .permissions())
                .containsExactly("repository.link", "requirement.create", "generation.start", "password.change");
        given(new UserRoleChanged(user, UserRole.ADMIN));
        assertThat(user().permissions()).contains("user.administer", "project.create");
    }

    @Test
    void anAddressThatAnotherSystemTellsIsNoWayToSignIn() {
        var identity = new ExternalIdentity("feishu", "tenant", user.value());
        given(
                new UserRegistered(
                        user, "Ada", user + "@example.com", null, UserSource.FEISHU, "https://example.com/a.png"),
                new ExternalIdentityClaimed(user, "feishu", "tenant", user.value()));
        assertThat(one(new FindUserByEmail(user + "@example.com"), UserAccount.class))
                .isEmpty();
        var found = one(new FindUserByIdentity(identity), UserAccount.class).orElseThrow();
        assertThat(found.id()).isEqualTo(user);
        assertThat(found.source()).isEqualTo(UserSource.FEISHU);
        assertThat(found.details().avatarUrl()).isEqualTo("https://example.com/a.png");
        assertThat(one(
                        new FindUserByIdentity(new ExternalIdentity("feishu", "other", user.value())),
                        UserAccount.class))
                .isEmpty();
        given(new UserProfileChanged(user, "Ada L.", null, null));
        assertThat(user()).isEqualTo(new UserDetails(user, "Ada L.", null, null, null, List.of()));
    }

    @Test
    void whatEndsAllSessionsBeginsANewEra() {
        given(new UserRegistered(user, "Ada", user + "@example.com", UserRole.PM, UserSource.LOCAL));
        assertThat(account().sessionEra()).isZero();
        given(new UserPasswordChanged(user, "mine"));
        assertThat(account().sessionEra()).isEqualTo(1);
        assertThat(account().keptSession()).isEqualTo("mine");
        given(new UserDisabled(user));
        assertThat(account().isActive()).isFalse();
        assertThat(account().sessionEra()).isEqualTo(2);
        assertThat(account().keptSession()).isNull();
        given(new UserEnabled(user));
        assertThat(account().isActive()).isTrue();
        assertThat(account().sessionEra()).isEqualTo(2);
    }

    @Test
    void administratorsSeeUsersWholeAndOthersSeeWhoIsActive() {
        var name = "Zhang " + user;
        var gone = UserId.random();
        given(
                new UserRegistered(user, name, user + "@example.com", UserRole.RD, UserSource.LOCAL),
                new UserRegistered(gone, name, gone + "@example.com", UserRole.PM, UserSource.DEMO),
                new UserDisabled(gone),
                new SessionOpened(user, UserSource.LOCAL));
        var whole = this.<UserSummary>page(new FindUsers(true, name, null, null, new PageRequest(null, 10)))
                .items();
        assertThat(whole).extracting(UserSummary::id).containsExactly(gone, user);
        assertThat(whole.get(0).status()).isEqualTo(UserStatus.DISABLED);
        assertThat(whole.get(0).source()).isEqualTo(UserSource.DEMO);
        assertThat(whole.get(0).lastSignInAt()).isNull();
        assertThat(whole.get(1).email()).isEqualTo(user + "@example.com");
        assertThat(whole.get(1).lastSignInAt()).isNotNull();
        assertThat(found(new FindUsers(true, null, UserRole.RD, null, new PageRequest(null, 200))))
                .contains(user)
                .doesNotContain(gone);
        assertThat(found(new FindUsers(true, name, null, UserStatus.DISABLED, new PageRequest(null, 10))))
                .containsExactly(gone);
        assertThat(found(new FindUsers(true, user + "@EXAMPLE", null, null, new PageRequest(null, 10))))
                .containsExactly(user);
        assertThat(found(new FindUsers(false, user + "@example", null, null, new PageRequest(null, 10))))
                .as("an address is not to be guessed by searching")
                .isEmpty();
        assertThat(found(new FindUsers(false, name, null, UserStatus.DISABLED, new PageRequest(null, 10))))
                .isEmpty();
        assertThat(this.<UserSummary>page(new FindUsers(false, name, null, null, new PageRequest(null, 10)))
                        .items())
                .containsExactly(new UserSummary(user, name, null, null, UserRole.RD, null, null, null, null));
        assertThat(text(get("/api/v1/users?q=" + user + "@", "X-User", "admin-1")))
                .contains("\"status\":\"ACTIVE\"");
        assertThat(get("/api/v1/users/none", "X-User", "admin-1").statusCode()).isEqualTo(404);
        assertThat(text(get("/api/v1/users/" + user, "X-User", "admin-1"))).contains(user + "@example.com");
    }

    private List<UserId> found(FindUsers query) {
        return this.<UserSummary>page(query).items().stream()
                .map(UserSummary::id)
                .toList();
    }

    private UserAccount account() {
        return one(new FindUser(user), UserAccount.class).orElseThrow();
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
        given(new UserRegistered(user, "Ada", user + "@example.com", UserRole.PM, UserSource.LOCAL));
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
        return account().details();
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
