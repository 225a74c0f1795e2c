package io.codemaster.api.notice;

import java.util.List;

import org.axonframework.serialization.Revision;

import io.codemaster.api.identity.UserId;
import io.codemaster.api.requirement.RequirementId;

/** People are told something. */
@Revision("1")
public record NoticeIssued(
        NoticeId noticeId, RequirementId requirementId, List<UserId> recipients, NoticeContent content)
        implements NoticeEvent {}
