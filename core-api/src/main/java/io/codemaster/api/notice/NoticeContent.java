package io.codemaster.api.notice;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.requirement.RequirementId;

/**
 * What a notice says.
 *
 * @param requirementId null for what is about no requirement
 * @param requirementKey its key; of a budget that is about no requirement the month
 * @param title the requirement's title when it happened, empty where there is none
 * @param taskId the generation that it is about, null for none
 * @param actor the person who did it, null when nobody in person did
 * @param facts by the names in {@link NoticeFacts}
 * @param link a path of the web client
 * @param happenedAt when it happened, which can be long before anybody was told
 */
public record NoticeContent(
        NoticeKind kind,
        @Nullable RequirementId requirementId,
        String requirementKey,
        String title,
        ProjectId projectId,
        @Nullable CodegenTaskId taskId,
        @Nullable UserId actor,
        Map<String, String> facts,
        String link,
        Instant happenedAt) {}
