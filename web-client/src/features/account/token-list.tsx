import { KeyOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { useRevokeToken, useTokens } from "@/api/account";
import { asProblem } from "@/api/problem";
import type { AccessToken } from "@/api/types";
import { formatAgo, formatTime } from "@/lib/format";
import { EmptyState } from "@/ui/empty-state";
import { usePreferences } from "@/ui/preferences";
import { ProblemAlert } from "@/ui/problem-alert";
import { useConfirm } from "@/ui/use-confirm";
import { useNow } from "@/ui/use-now";

export function TokenList({ onCreate }: { onCreate: () => void }) {
  const { t } = useTranslation();
  const tokens = useTokens();
  if (tokens.isPending) return <Skeleton active paragraph={{ rows: 2 }} />;
  if (tokens.isError) {
    return <ProblemAlert problem={asProblem(tokens.error)} onRetry={() => void tokens.refetch()} />;
  }
  const { items } = tokens.data;
  if (items.length === 0) {
    return (
      <EmptyState
        icon={<KeyOutlined aria-hidden="true" />}
        title={t("tokens.empty")}
        action={
          <Button icon={<PlusOutlined aria-hidden="true" />} onClick={onCreate}>
            {t("tokens.create")}
          </Button>
        }
      >
        {t("tokens.emptyWords")}
      </EmptyState>
    );
  }
  return (
    <ul className="cm-list" aria-label={t("tokens.title")}>
      {items.map((token) => (
        <TokenItem key={token.id} token={token} />
      ))}
    </ul>
  );
}

function TokenItem({ token }: { token: AccessToken }) {
  const { t } = useTranslation();
  const confirm = useConfirm(asProblem);
  const revoke = useRevokeToken();
  const language = usePreferences((preferences) => preferences.language);
  const now = useNow(false);
  const expired = Date.parse(token.expiresAt) <= now;
  return (
    <li className="cm-list-item">
      <div className="cm-list-main">
        <span className="cm-list-title">
          {token.name}
          {token.scopes.map((scope) => (
            <span key={scope} className="cm-tag cm-mono">
              {scope}
            </span>
          ))}
        </span>
        <span className="cm-muted cm-list-facts">
          <span className={expired ? "cm-tone-danger" : ""}>
            {t(expired ? "tokens.expired" : "tokens.expires", {
              time: formatTime(token.expiresAt, language),
            })}
          </span>
          <span>
            {token.lastUsedAt
              ? t("tokens.used", { ago: formatAgo(token.lastUsedAt, now, language) })
              : t("tokens.unused")}
          </span>
        </span>
      </div>
      <Button
        type="text"
        danger
        aria-label={t("tokens.revokeOf", { name: token.name })}
        onClick={() =>
          confirm({
            title: t("tokens.revokeTitle", { name: token.name }),
            words: t("tokens.revokeWords"),
            yes: t("tokens.revoke"),
            run: () => revoke.mutateAsync(token.id),
          })
        }
      >
        {t("tokens.revoke")}
      </Button>
    </li>
  );
}
