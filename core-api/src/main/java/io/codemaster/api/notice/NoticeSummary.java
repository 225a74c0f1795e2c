package io.codemaster.api.notice;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.project.ProjectId;

/**
 * A notice in somebody's inbox.
 *
 * @param at when it happened
 * @param taskId the generation that it is about, null for none
 * @param facts by the names in {@link NoticeFacts}
 * @param link a path of the web client
 */
public record NoticeSummary(
        NoticeId id,
        NoticeKind kind,
        Instant at,
        boolean read,
        String requirementKey,
        String requirementTitle,
        ProjectId projectId,
        @Nullable CodegenTaskId taskId,
        Map<String, String> facts,
        String link) {}
