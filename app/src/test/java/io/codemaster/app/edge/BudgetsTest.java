package io.codemaster.app.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.codemaster.api.budget.ChargeRun;
import io.codemaster.api.budget.ReleaseBudget;
import io.codemaster.api.budget.ReserveBudget;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.identity.UserRole;
import io.codemaster.api.project.CreateProject;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.repository.LinkRepository;
import io.codemaster.api.repository.Platform;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.app.edge.TestServer.Answer;
import io.codemaster.app.web.ProjectionBarrier;

class BudgetsTest {

    private static final TestServer SERVER = TestServer.shared();

    private static final ProjectId PROJECT = new ProjectId("budget-project");

    private static final RepositoryId REPOSITORY = new RepositoryId("budget-repository");

    private static final String BUDGET = "/api/v1/projects/" + PROJECT + "/budget";

    private static String owner;

    private static int runs;

    @BeforeAll
    static void aProject() {
        owner = SERVER.user("budget-owner", UserRole.PM);
        var commands = SERVER.bean(CommandGateway.class);
        commands.sendAndWait(new CreateProject(PROJECT, "BUDGET", "Budgets", null, new UserId("budget-owner"), false));
        commands.sendAndWait(new LinkRepository(
                REPOSITORY, PROJECT, "https://git.example.com/budget.git", Platform.GIT, "main", null, false));
        SERVER.bean(ProjectionBarrier.class).passed().join();
    }

    private static String requirement() {
        return SERVER.post("/api/v1/projects/" + PROJECT + "/requirements")
                .bearer(owner)
                .json("{\"title\":\"T\",\"description\":\"D\",\"repositoryId\":\"" + REPOSITORY + "\"}")
                .send()
                .body()
                .get("id")
                .asString();
    }

    private static Answer set(String budget) {
        return SERVER.call("PUT", BUDGET).bearer(owner).json(budget).send();
    }

    private static Answer read(String path) {
        return SERVER.get(path).bearer(owner).send();
    }

    private static void spend(String requirement, String usd) {
        runs++;
        SERVER.bean(CommandGateway.class)
                .sendAndWait(new ChargeRun(
                        new CodegenTaskId("budget-run-" + runs),
                        1,
                        PROJECT,
                        new RequirementId(requirement),
                        new BigDecimal(usd),
                        Instant.now()));
        SERVER.bean(ProjectionBarrier.class).passed().join();
    }

    private static Answer generate(String requirement) {
        return SERVER.post("/api/v1/requirements/" + requirement + "/generate")
                .bearer(owner)
                .json("{}")
                .send();
    }

    @Test
    void whatIsUsedUpStopsWhatIsNewAndSaysWhichBudget() {
        var first = requirement();
        var second = requirement();
        assertThat(set("{\"requirementUsd\":5}").status()).isEqualTo(204);
        spend(first, "5");
        var ofRequirement = generate(first);
        assertThat(ofRequirement.status()).isEqualTo(409);
        assertThat(ofRequirement.code()).isEqualTo("budget.exhausted");
        assertThat(ofRequirement.body().get("detail").asString())
                .contains("requirement's budget")
                .contains("$5.00 of $5.00");
        assertThat(read("/api/v1/requirements/" + first + "/budget")
                        .body()
                        .get("level")
                        .asString())
                .isEqualTo("EXHAUSTED");
        assertThat(read("/api/v1/requirements/" + second + "/budget")
                        .body()
                        .get("level")
                        .asString())
                .isEqualTo("FINE");

        var spent = read(BUDGET).body().at("/month/spentUsd").decimalValue();
        assertThat(set("{\"monthlyUsd\":" + spent.add(BigDecimal.ONE).setScale(2, RoundingMode.UP) + "}")
                        .status())
                .isEqualTo(204);
        spend(second, "1.01");
        var ofProject = generate(second);
        assertThat(ofProject.status()).isEqualTo(409);
        assertThat(ofProject.body().get("detail").asString()).contains("project's budget of this month");
        assertThat(read(BUDGET).body().at("/month/level").asString()).isEqualTo("EXHAUSTED");
        assertThat(read("/api/v1/dashboard").body().at("/budgets/0/level").asString())
                .isEqualTo("EXHAUSTED");
        await().untilAsserted(() -> assertThat(read("/api/v1/notices").text())
                .contains("BUDGET_EXHAUSTED")
                .contains("\"budget\":\"REQUIREMENT\""));
        assertThat(set("{}").status()).isEqualTo(204);
        assertThat(read(BUDGET).body().at("/month/limitUsd").isNull()).isTrue();
    }

    @Test
    void twoRunsThatBeginTogetherDoNotBothPassABudgetWithRoomForOne() {
        var requirement = requirement();
        var first = new CodegenTaskId("budget-first");
        var id = new RequirementId(requirement);
        assertThat(set("{\"requirementUsd\":5}").status()).isEqualTo(204);
        try {
            var commands = SERVER.bean(CommandGateway.class);
            commands.sendAndWait(new ReserveBudget(PROJECT, id, first, new BigDecimal("4"), BigDecimal.TEN));

            var second = generate(requirement);
            assertThat(second.status()).isEqualTo(409);
            assertThat(second.code()).isEqualTo("budget.exhausted");
            assertThat(second.body().get("detail").asString()).contains("$4.00 are set aside for runs under way");

            commands.sendAndWait(new ReleaseBudget(PROJECT, id, first, null));
            var again = generate(requirement);
            assertThat(again.status()).as(again.text()).isEqualTo(202);
            var run = again.body().get("id").asString();
            SERVER.post("/api/v1/codegen/" + run + "/cancel").bearer(owner).send();
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> List.of("CANCELLED", "FAILED")
                            .contains(read("/api/v1/codegen/" + run)
                                    .body()
                                    .get("status")
                                    .asString()));
            spend(requirement, "5");
            var retried = SERVER.post("/api/v1/codegen/" + run + "/retry")
                    .bearer(owner)
                    .send();
            assertThat(retried.status()).as(retried.text()).isEqualTo(409);
            assertThat(retried.code()).isEqualTo("budget.exhausted");
        } finally {
            set("{}");
        }
    }

    @Test
    void anAnalysisIsStoppedByTheBudgetOfItsProject() {
        var spent = read(BUDGET).body().at("/month/spentUsd").decimalValue();
        set("{\"monthlyUsd\":" + spent.add(BigDecimal.ONE).setScale(2, RoundingMode.UP) + "}");
        try {
            SERVER.bean(CommandGateway.class)
                    .sendAndWait(new ChargeRun(
                            new CodegenTaskId("budget-analysis"),
                            1,
                            PROJECT,
                            null,
                            new BigDecimal("1.01"),
                            Instant.now()));
            var refused = SERVER.post("/api/v1/repositories/" + REPOSITORY + "/analysis")
                    .bearer(owner)
                    .send();
            assertThat(refused.status()).as(refused.text()).isEqualTo(409);
            assertThat(refused.code()).isEqualTo("budget.exhausted");
            await().untilAsserted(() ->
                    assertThat(read("/api/v1/notices").text()).contains("\"link\":\"/projects/" + PROJECT + "\""));
        } finally {
            set("{}");
        }
    }

    @Test
    void aWrongAmountNamesItsField() {
        var answer = set("{\"monthlyUsd\":0}");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().at("/errors/0/field").asString()).isEqualTo("monthlyUsd");
        assertThat(set("{\"requirementUsd\":1.001}")
                        .body()
                        .at("/errors/0/field")
                        .asString())
                .isEqualTo("requirementUsd");
        assertThat(set("{\"yearlyUsd\":1}").status()).isEqualTo(400);
    }
}
