package io.codemaster.api.notice;

import java.util.List;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.identity.UserId;
import io.codemaster.api.requirement.RequirementId;

/**
 * People are told something.
 *
 * @param requirementId null for what is about no requirement
 */
@Revision("1")
public record NoticeIssued(
        NoticeId noticeId, @Nullable RequirementId requirementId, List<UserId> recipients, NoticeContent content)
        implements NoticeEvent {}
