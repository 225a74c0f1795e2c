import { ApiOutlined } from "@ant-design/icons";
import { Alert, Button, Modal, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { asProblem } from "@/api/problem";
import { useCreateWebhook, useRemoveWebhook, useWebhook } from "@/api/webhooks";
import { formatAgo } from "@/lib/format";
import { CopyButton } from "@/ui/copy-button";
import { usePreferences } from "@/ui/preferences";
import { ProblemAlert } from "@/ui/problem-alert";
import { useConfirm, useTellProblem } from "@/ui/use-confirm";
import { useNow } from "@/ui/use-now";

interface Secret {
  url: string;
  secret: string;
}

/** How the platform tells of merges; the secret is seen once, when it is made. */
export function WebhookPanel({ repositoryId }: { repositoryId: string }) {
  const { t } = useTranslation();
  const confirm = useConfirm(asProblem);
  const tell = useTellProblem(asProblem);
  const webhook = useWebhook(repositoryId);
  const create = useCreateWebhook(repositoryId);
  const remove = useRemoveWebhook(repositoryId);
  const [secret, setSecret] = useState<Secret | null>(null);
  const make = () => create.mutateAsync().then(setSecret);
  const { data } = webhook;
  const renew = () =>
    confirm({
      title: t("webhook.renewTitle"),
      words: t("webhook.renewWords"),
      yes: t("webhook.renew"),
      run: make,
    });
  const forget = () =>
    confirm({
      title: t("webhook.removeTitle"),
      words: t("webhook.removeWords"),
      yes: t("webhook.remove"),
      run: () => remove.mutateAsync(),
    });
  return (
    <section className="cm-section" aria-labelledby="webhook">
      <h2 id="webhook">{t("webhook.title")}</h2>
      <p className="cm-muted cm-gap-below">{t("webhook.words")}</p>
      {webhook.isPending && <Skeleton active paragraph={{ rows: 1 }} />}
      {webhook.isError && (
        <ProblemAlert problem={asProblem(webhook.error)} onRetry={() => void webhook.refetch()} />
      )}
      {data && (
        <div className="cm-card-box cm-webhook">
          <ApiOutlined aria-hidden="true" className="cm-muted" />
          <div className="cm-list-main">
            <span>
              {data.present ? t("webhook.present") : t("webhook.none")}{" "}
              {data.present && <LastDelivery at={data.lastDeliveryAt ?? null} />}
            </span>
            {data.present && data.url && <code className="cm-mono cm-break">{data.url}</code>}
          </div>
          <span className="cm-row-actions">
            {data.present && data.url && <CopyButton text={data.url} />}
            <Button
              type={data.present ? "default" : "primary"}
              loading={create.isPending}
              onClick={data.present ? renew : () => void make().catch(tell)}
            >
              {data.present ? t("webhook.renew") : t("webhook.create")}
            </Button>
            {data.present && (
              <Button type="text" danger onClick={forget}>
                {t("webhook.remove")}
              </Button>
            )}
          </span>
        </div>
      )}
      {secret && <SecretDialog {...secret} onClose={() => setSecret(null)} />}
    </section>
  );
}

function LastDelivery({ at }: { at: string | null }) {
  const { t } = useTranslation();
  const language = usePreferences((preferences) => preferences.language);
  const now = useNow(false);
  return (
    <span className="cm-muted">
      {at
        ? t("webhook.lastDelivery", { ago: formatAgo(at, now, language) })
        : t("webhook.noDelivery")}
    </span>
  );
}

function SecretDialog({ url, secret, onClose }: Secret & { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      open
      title={t("webhook.created")}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      okText={t("webhook.stored")}
      onOk={onClose}
      cancelButtonProps={{ style: { display: "none" } }}
    >
      <Alert type="warning" showIcon className="cm-gap-below" title={t("webhook.once")} />
      <dl className="cm-report-list">
        <div>
          <dt>{t("webhook.address")}</dt>
          <dd className="cm-secret">
            <code>{url}</code>
            <CopyButton text={url} />
          </dd>
        </div>
        <div>
          <dt>{t("webhook.secret")}</dt>
          <dd className="cm-secret">
            <code data-testid="secret">{secret}</code>
            <CopyButton text={secret} />
          </dd>
        </div>
      </dl>
    </Modal>
  );
}
