import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAuthMethods, useMe } from "@/api/session";
import { CreateTokenDialog } from "@/features/account/create-token-dialog";
import { PasswordForm } from "@/features/account/password-form";
import { RoleCard } from "@/features/account/role-card";
import { TokenList } from "@/features/account/token-list";
import { NoticeChoices } from "@/features/notices/notice-choices";
import { Page, PageSkeleton } from "@/ui/page";
import { useDocumentTitle } from "@/ui/use-document-title";

export function AccountPage() {
  const { t } = useTranslation();
  const me = useMe().data;
  const methods = useAuthMethods().data;
  const [creating, setCreating] = useState(false);
  useDocumentTitle(t("account.title"));
  if (!me) return <PageSkeleton />;
  return (
    <Page title={t("account.title")}>
      <RoleCard me={me} />
      <section className="cm-section" aria-labelledby="notices">
        <h2 id="notices">{t("noticeChoices.title")}</h2>
        <p className="cm-muted cm-gap-below">{t("noticeChoices.words")}</p>
        <NoticeChoices feishu={methods?.feishu ?? false} />
      </section>
      <section className="cm-section" aria-labelledby="tokens">
        <div className="cm-section-head">
          <h2 id="tokens">{t("tokens.title")}</h2>
          <Button icon={<PlusOutlined aria-hidden="true" />} onClick={() => setCreating(true)}>
            {t("tokens.create")}
          </Button>
        </div>
        <p className="cm-muted cm-gap-below">{t("tokens.words")}</p>
        <TokenList onCreate={() => setCreating(true)} />
      </section>
      {me.permissions.includes("password.change") && (
        <section className="cm-section" aria-labelledby="password">
          <h2 id="password">{t("account.password")}</h2>
          <PasswordForm />
        </section>
      )}
      {creating && <CreateTokenDialog onClose={() => setCreating(false)} />}
    </Page>
  );
}
