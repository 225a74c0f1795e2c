import {
  CheckCircleOutlined,
  CheckOutlined,
  CloseCircleOutlined,
  DollarOutlined,
  ExclamationCircleOutlined,
  PullRequestOutlined,
  RobotOutlined,
  SolutionOutlined,
} from "@ant-design/icons";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Notice, NoticeKind } from "@/api/types";
import { formatAgo, formatCost, formatDuration } from "@/lib/format";
import { safeReturnTo } from "@/lib/paths";
import type { Tone } from "@/lib/tones";
import { usePreferences } from "@/ui/preferences";
import { useNow } from "@/ui/use-now";
import { useWords } from "@/ui/words";

const LOOKS: Record<NoticeKind, [Tone, ReactNode]> = {
  GENERATION_COMPLETED: ["success", <CheckCircleOutlined key="icon" />],
  GENERATION_FAILED: ["danger", <CloseCircleOutlined key="icon" />],
  AI_REVIEW_COMPLETED: ["active", <RobotOutlined key="icon" />],
  AI_REVIEW_FAILED: ["warning", <ExclamationCircleOutlined key="icon" />],
  VERDICT: ["active", <SolutionOutlined key="icon" />],
  MERGED: ["success", <PullRequestOutlined key="icon" />],
  MERGE_REQUEST_OPENED: ["active", <PullRequestOutlined key="icon" />],
  MERGE_REQUEST_CLOSED: ["warning", <PullRequestOutlined key="icon" />],
  BUDGET_WARNED: ["warning", <DollarOutlined key="icon" />],
  BUDGET_EXHAUSTED: ["danger", <DollarOutlined key="icon" />],
};

interface NoticeItemProps {
  notice: Notice;
  onRead: () => void;
}

/** One thing that happened; following it marks it as read. */
export function NoticeItem({ notice, onRead }: NoticeItemProps) {
  const { t } = useTranslation();
  const language = usePreferences((preferences) => preferences.language);
  const now = useNow(false);
  const { kind, at, read, requirementKey, requirementTitle, link } = notice;
  const [tone, icon] = LOOKS[kind];
  return (
    <li className="cm-list-item cm-inbox" data-unread={!read || undefined}>
      <span className={`cm-inbox-icon cm-tone-${tone}`} aria-hidden="true">
        {icon}
      </span>
      <Link
        to={safeReturnTo(link ?? null)}
        className="cm-list-main cm-inbox-link"
        data-row
        onClick={read ? undefined : onRead}
      >
        <span className="cm-list-title">
          {t(`notices.kinds.${kind}`)}
          <span className="cm-key">{requirementKey}</span>
          {!read && <span className="cm-visually-hidden">({t("notices.isUnread")})</span>}
        </span>
        <span className="cm-inbox-title">{requirementTitle}</span>
        <span className="cm-muted cm-list-facts">
          <span>{formatAgo(at, now, language)}</span>
          <Facts facts={notice.facts} />
        </span>
      </Link>
      {!read && (
        <Button
          type="text"
          icon={<CheckOutlined aria-hidden="true" />}
          aria-label={`${t("notices.markRead")}: ${t(`notices.kinds.${kind}`)} ${requirementKey}`}
          title={t("notices.markRead")}
          onClick={onRead}
        />
      )}
    </li>
  );
}

/** The facts that there are words for; others are for programs. */
function Facts({ facts }: { facts: Notice["facts"] }) {
  const { t } = useTranslation();
  const words = useWords();
  const number = (name: string) => (facts[name] === undefined ? null : Number(facts[name]));
  const { by, verdict, failure, message, comment, score, budget } = facts;
  const files = number("files");
  const cost = number("costUsd");
  const duration = number("durationMs");
  const findings = number("findings");
  const resolved = number("resolved");
  const comments = number("lineComments");
  return (
    <>
      {by && <span>{t("notices.facts.by", { name: by })}</span>}
      {verdict && <strong>{words(`review.given.${verdict}`, verdict)}</strong>}
      {budget && (
        <span>
          {words(`budget.scopes.${budget}`, budget)}{" "}
          {t("budget.spentOf", { spent: `$${facts.spentUsd}`, limit: `$${facts.limitUsd}` })}
        </span>
      )}
      {score && <span>{t("notices.facts.score", { score })}</span>}
      {findings !== null && <span>{t("notices.facts.findings", { count: findings })}</span>}
      {Boolean(resolved) && <span>{t("notices.facts.resolved", { count: resolved ?? 0 })}</span>}
      {files !== null && (
        <span>
          {t("codegen.files", { count: files })}{" "}
          <span className="cm-tone-success">+{facts.additions ?? 0}</span>{" "}
          <span className="cm-tone-danger">−{facts.deletions ?? 0}</span>
        </span>
      )}
      {Boolean(comments) && <span>{t("notices.facts.comments", { count: comments ?? 0 })}</span>}
      {duration !== null && <span>{formatDuration(duration)}</span>}
      {cost !== null && <span>{formatCost(cost)}</span>}
      {facts.number && <span>{t("notices.facts.number", { number: facts.number })}</span>}
      {failure && (
        <span>
          {words(`failure.${failure}.title`, words(`problem.${failure}`, message ?? failure))}
        </span>
      )}
      {comment && <span className="cm-clamp">“{comment}”</span>}
    </>
  );
}
