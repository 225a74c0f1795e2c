import { Button, Card } from "antd";
import { useTranslation } from "react-i18next";
import { RoleChoice } from "@/features/auth/role-choice";
import { useDocumentTitle } from "@/ui/use-document-title";
import { LookMenu } from "../look-menu";
import { useLeave } from "../use-leave";

/** Stands in for every page until the role is chosen; the address stays where the reader wanted to go. */
export function RoleChoicePage({ name }: { name: string }) {
  const { t } = useTranslation();
  const leave = useLeave();
  useDocumentTitle(t("roleChoice.title"));
  return (
    <main className="cm-sign-in">
      <div className="cm-sign-in-look">
        <LookMenu />
      </div>
      <div className="cm-sign-in-column">
        <img src="/favicon.svg" alt="" width={44} height={44} />
        <h1>{t("roleChoice.welcome", { name })}</h1>
        <p className="cm-muted">{t("roleChoice.words")}</p>
        <Card className="cm-card">
          <h2 className="cm-card-title">{t("roleChoice.title")}</h2>
          <RoleChoice />
        </Card>
        <Button type="link" onClick={leave}>
          {t("shell.signOut")}
        </Button>
      </div>
    </main>
  );
}
