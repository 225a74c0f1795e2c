package io.codemaster.api.budget;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import io.codemaster.api.project.ProjectId;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.api.shared.IdText;

/** Names an account by what is charged to it: a requirement, or a month of a project or of all. */
public record SpendingId(@JsonValue String value) {

    private static final int LONGEST_SUBJECT = 80;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public SpendingId {
        IdText.checked("spending", value);
    }

    /** All runs for a requirement. */
    public static SpendingId of(RequirementId requirement) {
        return new SpendingId("spending:requirement:" + brief(requirement.value()));
    }

    /** A project's runs of a month. */
    public static SpendingId of(ProjectId project, String month) {
        return new SpendingId("spending:project:" + brief(project.value()) + ":" + month);
    }

    /** All runs of a month. */
    public static SpendingId ofMonth(String month) {
        return new SpendingId("spending:installation:" + month);
    }

    private static String brief(String subject) {
        return subject.length() <= LONGEST_SUBJECT
                ? subject
                : UUID.nameUUIDFromBytes(subject.getBytes(StandardCharsets.UTF_8))
                        .toString();
    }

    @Override
    public String toString() {
        return value;
    }
}
