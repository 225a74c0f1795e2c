package io.codemaster.app.demo;

import java.util.List;

import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import io.codemaster.api.identity.UserId;
import io.codemaster.api.project.AddProjectMember;
import io.codemaster.api.project.CreateProject;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.project.ProjectRole;
import io.codemaster.api.project.ReserveRequirementNumber;
import io.codemaster.api.repository.CheckRepository;
import io.codemaster.api.repository.LinkRepository;
import io.codemaster.api.repository.Platform;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.requirement.RepositoryTarget;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.api.requirement.SubmitRequirement;
import io.codemaster.executor.demo.DemoGitServer;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Fills an empty installation with the demonstration's project, repository and requirements; each part once. */
@Component
@Conditional(OnDemo.class)
class DemoSeed {

    static final ProjectId PROJECT = new ProjectId("demo-project");

    static final RepositoryId REPOSITORY = new RepositoryId("demo-repository");

    private static final UserId PM = new UserId("demo-pm");

    private static final UserId RD = new UserId("demo-rd");

    private static final Logger LOG = LoggerFactory.getLogger(DemoSeed.class);

    private final CommandGateway commands;

    private final DemoAddress address;

    private final EventStore events;

    DemoSeed(CommandGateway commands, DemoAddress address, EventStore events) {
        this.commands = commands;
        this.events = events;
        this.address = address;
    }

    @EventListener(ApplicationReadyEvent.class)
    void seed() {
        if (!isRecorded(PROJECT)) {
            commands.sendAndWait(new CreateProject(
                    PROJECT,
                    "DEMO",
                    "Split the bill",
                    "A small Node.js program that splits a bill among friends. It has a test that fails and lacks a "
                            + "feature. Pick a requirement, press Generate and watch.",
                    PM,
                    true));
            commands.sendAndWait(new AddProjectMember(PROJECT, RD, ProjectRole.DEVELOPER));
        }
        if (!isRecorded(REPOSITORY)) {
            commands.sendAndWait(
                    new LinkRepository(REPOSITORY, PROJECT, address.gitUrl(), Platform.GIT, "main", null, true));
        }
        RepositoryTarget target;
        try {
            target = commands.sendAndWait(new CheckRepository(REPOSITORY, PROJECT));
        } catch (CommandExecutionException unlinked) {
            LOG.info("Somebody has unlinked the demo repository; the demo requirements stay as they are");
            return;
        }
        var requirements = JsonMapper.shared()
                .readValue(DemoGitServer.text("requirements.json"), new TypeReference<List<DemoRequirement>>() {});
        for (int i = 0; i < requirements.size(); i++) {
            submit(new RequirementId("demo-requirement-" + (i + 1)), requirements.get(i), target);
        }
    }

    private void submit(RequirementId id, DemoRequirement requirement, RepositoryTarget target) {
        if (isRecorded(id)) {
            return;
        }
        String key = commands.sendAndWait(new ReserveRequirementNumber(PROJECT));
        commands.sendAndWait(new SubmitRequirement(
                id,
                PROJECT,
                key,
                requirement.title(),
                requirement.description(),
                requirement.priority(),
                target,
                null,
                null,
                null,
                PM));
        LOG.info("Wrote the demo requirement {}: {}", key, requirement.title());
    }

    /** Asks the record itself, because the views may still be catching up. */
    private boolean isRecorded(Object id) {
        return events.lastSequenceNumberFor(id.toString()).isPresent();
    }
}
