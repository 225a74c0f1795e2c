package io.codemaster.query.notice;

import java.io.Serializable;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.notice.NoticeContent;
import io.codemaster.api.notice.NoticeFacts;
import io.codemaster.api.notice.NoticeId;
import io.codemaster.api.notice.NoticeKind;
import io.codemaster.api.notice.NoticeSummary;
import io.codemaster.api.notice.NoticeTopic;
import io.codemaster.api.project.ProjectId;
import io.codemaster.query.shared.Cursor;

/** A notice as one of its readers has it. */
@Entity
@Table(name = "inbox_notice")
@IdClass(InboxNoticeEntity.Key.class)
class InboxNoticeEntity {

    @Id
    private String noticeId;

    @Id
    @SuppressWarnings("UnusedVariable") // queries look for it
    private String userId;

    @Enumerated(EnumType.STRING)
    private NoticeKind kind;

    @Enumerated(EnumType.STRING)
    @SuppressWarnings("UnusedVariable") // queries look for it
    private NoticeTopic topic;

    private Instant happenedAt;

    private boolean seen;

    private String requirementKey;

    private String requirementTitle;

    private String projectId;

    private @Nullable String taskId;

    private @Nullable String actorId;

    @Convert(converter = FactsConverter.class)
    private Map<String, String> facts;

    private String link;

    InboxNoticeEntity() {}

    InboxNoticeEntity(NoticeId noticeId, UserId reader, NoticeContent notice, boolean seen) {
        this.noticeId = noticeId.value();
        this.userId = reader.value();
        this.kind = notice.kind();
        this.topic = notice.kind().topic();
        this.happenedAt = notice.happenedAt();
        this.seen = seen;
        this.requirementKey = notice.requirementKey();
        this.requirementTitle = notice.title();
        this.projectId = notice.projectId().value();
        this.taskId = notice.taskId() == null ? null : notice.taskId().value();
        this.actorId = notice.actor() == null ? null : notice.actor().value();
        this.facts = notice.facts();
        this.link = notice.link();
    }

    @Nullable String actorId() {
        return actorId;
    }

    Cursor place() {
        return new Cursor(happenedAt, noticeId);
    }

    NoticeSummary view(Map<String, String> names) {
        var shown = new LinkedHashMap<>(facts);
        if (actorId != null) {
            shown.put(NoticeFacts.BY, names.getOrDefault(actorId, actorId));
        }
        return new NoticeSummary(
                new NoticeId(noticeId),
                kind,
                happenedAt,
                seen,
                requirementKey,
                requirementTitle,
                new ProjectId(projectId),
                taskId == null ? null : new CodegenTaskId(taskId),
                shown,
                link);
    }

    /** Which notice, and whose. */
    static final class Key implements Serializable {

        private static final long serialVersionUID = 1L;

        private String noticeId;

        private String userId;

        @SuppressWarnings("NullAway.Init") // made empty by JPA
        Key() {}

        Key(String noticeId, String userId) {
            this.noticeId = noticeId;
            this.userId = userId;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && key.noticeId.equals(noticeId) && key.userId.equals(userId);
        }

        @Override
        public int hashCode() {
            return Objects.hash(noticeId, userId);
        }
    }
}
