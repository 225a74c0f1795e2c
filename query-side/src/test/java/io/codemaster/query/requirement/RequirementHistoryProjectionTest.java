package io.codemaster.query.requirement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.identity.UserRegistered;
import io.codemaster.api.identity.UserRole;
import io.codemaster.api.identity.UserSource;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.requirement.Attachment;
import io.codemaster.api.requirement.AttachmentAdded;
import io.codemaster.api.requirement.AttachmentId;
import io.codemaster.api.requirement.AttachmentRemoved;
import io.codemaster.api.requirement.Delivery;
import io.codemaster.api.requirement.DocumentContent;
import io.codemaster.api.requirement.DocumentFormat;
import io.codemaster.api.requirement.DocumentImported;
import io.codemaster.api.requirement.FindRequirement;
import io.codemaster.api.requirement.FindRequirementHistory;
import io.codemaster.api.requirement.GenerationConcluded;
import io.codemaster.api.requirement.GenerationOrdered;
import io.codemaster.api.requirement.Priority;
import io.codemaster.api.requirement.RequirementClosed;
import io.codemaster.api.requirement.RequirementDetails;
import io.codemaster.api.requirement.RequirementEdited;
import io.codemaster.api.requirement.RequirementHistoryEntry;
import io.codemaster.api.requirement.RequirementHistoryEntry.FieldChange;
import io.codemaster.api.requirement.RequirementHistoryEntry.Kind;
import io.codemaster.api.requirement.RequirementReopened;
import io.codemaster.api.requirement.RequirementStatus;
import io.codemaster.api.requirement.RequirementSubmitted;
import io.codemaster.api.shared.Change;
import io.codemaster.api.shared.FindVersion;
import io.codemaster.api.shared.PageRequest;
import io.codemaster.api.shared.Subject;
import io.codemaster.query.QuerySideTest;
import io.codemaster.query.Samples;

class RequirementHistoryProjectionTest extends QuerySideTest {

    private static final ArtifactId TEXT = new ArtifactId("d".repeat(64));

    private final UserId author = UserId.random();

    private final UserId colleague = UserId.random();

    private final Samples run = new Samples(ProjectId.random(), colleague);

    @Test
    void everyEventIsAnEntryThatSaysWhatItTookThePlaceOf() {
        given(
                new UserRegistered(author, "Ada", author + "@example.com", UserRole.PM, UserSource.LOCAL),
                new UserRegistered(colleague, "Grace", colleague + "@example.com", UserRole.RD, UserSource.LOCAL),
                submitted(),
                edited(null, new Change<>(colleague)),
                edited("Refunds, quickly", new Change<>(null)),
                new GenerationOrdered(run.requirement, run.task, run.order(), colleague),
                new GenerationConcluded(
                        run.requirement,
                        run.task,
                        new Delivery("feature/req-PAY-12", Samples.HEAD),
                        RequirementStatus.GENERATED));

        var entries = history();

        assertThat(entries)
                .extracting(RequirementHistoryEntry::kind)
                .containsExactly(
                        Kind.GENERATION_CONCLUDED, Kind.GENERATION_ORDERED, Kind.EDITED, Kind.EDITED, Kind.SUBMITTED);
        assertThat(entries).extracting(it -> it.by().name()).containsExactly("Grace", "Grace", "Ada", "Ada", "Ada");
        assertThat(entries).extracting(RequirementHistoryEntry::version).containsExactly(4L, 3L, 2L, 1L, 0L);
        assertThat(entries.get(0).changes())
                .containsExactly(
                        new FieldChange("delivery", null, "feature/req-PAY-12 bbbbbbbbbbbb"),
                        new FieldChange("status", "GENERATING", "GENERATED"));
        assertThat(entries.get(1).changes()).containsExactly(new FieldChange("status", "DRAFT", "GENERATING"));
        assertThat(entries.get(2).changes())
                .containsExactly(
                        new FieldChange("assignee", "Grace", null),
                        new FieldChange("title", "Refunds", "Refunds, quickly"));
        assertThat(entries.get(3).changes()).containsExactly(new FieldChange("assignee", null, "Grace"));
        assertThat(entries.get(4).changes())
                .contains(new FieldChange("title", null, "Refunds"), new FieldChange("priority", null, "HIGH"));

        replay();

        assertThat(history()).isEqualTo(entries);
    }

    @Test
    void whatGoesWithARequirementComesAndGoesByItself() {
        var first = new Attachment(AttachmentId.random(), "a.log", TEXT, 5, 5);
        var second = new Attachment(AttachmentId.random(), "b.log", TEXT, 5, 5);
        given(
                submitted(),
                new AttachmentAdded(run.requirement, first, author),
                new AttachmentAdded(run.requirement, second, author),
                new AttachmentRemoved(run.requirement, first.id(), "a.log", colleague),
                new DocumentImported(run.requirement, document("Refunds", 1L), author),
                new DocumentImported(run.requirement, document("Refunds", 2L), author),
                new RequirementClosed(run.requirement, "Later", author),
                new RequirementReopened(run.requirement, RequirementStatus.DRAFT, author),
                new RequirementClosed(run.requirement, null, author));

        var entries = history();

        assertThat(entries.get(0).changes()).containsExactly(new FieldChange("status", "DRAFT", "CLOSED"));
        assertThat(entries.get(2).changes())
                .containsExactlyInAnyOrder(
                        new FieldChange("reason", null, "Later"), new FieldChange("status", "DRAFT", "CLOSED"));
        assertThat(entries.get(3).changes())
                .containsExactly(
                        new FieldChange("document", "Refunds", "Refunds"),
                        new FieldChange("documentRevision", "1", "2"));
        assertThat(entries.get(5).changes()).containsExactly(new FieldChange("attachment", "a.log", null));
        assertThat(entries.get(6).changes()).containsExactly(new FieldChange("attachment", null, "b.log"));
        assertThat(requirement().attachments())
                .extracting(RequirementDetails.AttachmentSummary::name)
                .containsExactly("b.log");
        assertThat(one(new FindVersion(Subject.REQUIREMENT, run.requirement.value()), Long.class))
                .contains(8L);

        replay();

        assertThat(history()).isEqualTo(entries);
        assertThat(requirement().attachments()).hasSize(1);
    }

    @Test
    void aRequirementThatNobodyKnowsHasNoHistory() {
        assertThat(this.<RequirementHistoryEntry>page(new FindRequirementHistory("NONE-1", new PageRequest(null, 50)))
                        .items())
                .isEmpty();
        assertThat(one(new FindVersion(Subject.REQUIREMENT, "NONE-1"), Long.class))
                .isEmpty();
    }

    private List<RequirementHistoryEntry> history() {
        return this.<RequirementHistoryEntry>page(
                        new FindRequirementHistory(run.requirement.value(), new PageRequest(null, 50)))
                .items();
    }

    private RequirementDetails requirement() {
        return one(new FindRequirement(run.requirement.value()), RequirementDetails.class)
                .orElseThrow();
    }

    private RequirementSubmitted submitted() {
        return new RequirementSubmitted(
                run.requirement,
                run.project,
                "PAY-" + run.requirement.value(),
                "Refunds",
                "As a user…",
                Priority.HIGH,
                null,
                null,
                null,
                null,
                author);
    }

    private RequirementEdited edited(@org.jspecify.annotations.Nullable String title, Change<UserId> assignee) {
        return new RequirementEdited(run.requirement, title, null, null, null, null, null, assignee, author);
    }

    private static DocumentContent document(String title, long revision) {
        return new DocumentContent("https://acme.feishu.cn/docx/x", title, revision, DocumentFormat.MARKDOWN, TEXT, 5);
    }
}
