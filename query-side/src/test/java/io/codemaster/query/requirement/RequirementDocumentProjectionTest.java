package io.codemaster.query.requirement;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import io.codemaster.api.identity.UserId;
import io.codemaster.api.identity.UserRegistered;
import io.codemaster.api.identity.UserSource;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.requirement.DocumentContent;
import io.codemaster.api.requirement.DocumentFormat;
import io.codemaster.api.requirement.DocumentImported;
import io.codemaster.api.requirement.FindRequirement;
import io.codemaster.api.requirement.FindRequirementDocument;
import io.codemaster.api.requirement.Priority;
import io.codemaster.api.requirement.RequirementDetails;
import io.codemaster.api.requirement.RequirementDocument;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.api.requirement.RequirementSubmitted;
import io.codemaster.query.QuerySideTest;

class RequirementDocumentProjectionTest extends QuerySideTest {

    private static final String URL = "https://acme.feishu.cn/docx/B4EPdAYx8oi8HRxgPQQbM15UcBf";

    private final RequirementId requirement = RequirementId.random();

    private final UserId reader = UserId.random();

    private final String key = "DOC-" + requirement.value().replaceAll("\\D", "");

    @Test
    void anImportedDocumentIsReadWithItsText() {
        submitted();
        given(
                new UserRegistered(reader, "Li Na", reader + "@example.com", null, UserSource.FEISHU),
                imported("one", 7L));

        var document = document();

        assertThat(document.content()).isEqualTo("one");
        assertThat(document.title()).isEqualTo("Refunds");
        assertThat(document.revision()).isEqualTo(7);
        assertThat(document.readBy()).isEqualTo(new RequirementDetails.Author(reader, "Li Na"));
        assertThat(document.readAt()).isAfter(START);
        assertThat(document.previous()).isNull();
        var summary = one(new FindRequirement(requirement.value()), RequirementDetails.class)
                .orElseThrow()
                .document();
        assertThat(summary)
                .isEqualTo(new RequirementDetails.DocumentSummary(
                        URL, "Refunds", 7L, document.readAt(), DocumentFormat.MARKDOWN, 3));
        assertThat(text(get("/api/v1/requirements/" + key.toLowerCase(java.util.Locale.ROOT) + "/document")))
                .contains("\"content\":\"one\"", "\"previous\":null");
    }

    @Test
    void theTextBeforeTheLastChangeStays() {
        submitted();
        given(imported("one", 7L), imported("two", 8L), imported("two", 9L));

        var document = document();

        assertThat(document.content()).isEqualTo("two");
        assertThat(document.revision()).isEqualTo(9);
        assertThat(document.previous()).isNotNull().satisfies(it -> {
            assertThat(it.content()).isEqualTo("one");
            assertThat(it.revision()).isEqualTo(7);
            assertThat(it.readAt()).isBefore(document.readAt());
        });
        replay();
        assertThat(document()).isEqualTo(document);
    }

    @Test
    void withoutAnImportThereIsNone() {
        submitted();

        assertThat(get("/api/v1/requirements/" + requirement + "/document").statusCode())
                .isEqualTo(404);
        assertThat(one(new FindRequirement(requirement.value()), RequirementDetails.class)
                        .orElseThrow()
                        .document())
                .isNull();
    }

    private RequirementDocument document() {
        return one(new FindRequirementDocument(requirement.value()), RequirementDocument.class)
                .orElseThrow();
    }

    private void submitted() {
        given(new RequirementSubmitted(
                requirement,
                ProjectId.random(),
                key,
                "Refunds",
                "Give money back.",
                Priority.MEDIUM,
                null,
                null,
                null,
                null,
                reader));
    }

    private DocumentImported imported(String text, Long revision) {
        return new DocumentImported(
                requirement,
                new DocumentContent(
                        URL,
                        "Refunds",
                        revision,
                        DocumentFormat.MARKDOWN,
                        artifacts.keep(text.getBytes(StandardCharsets.UTF_8)),
                        text.length()),
                reader);
    }
}
