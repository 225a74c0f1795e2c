import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useRouteError } from "react-router";

/** The last resort: says that this is our fault and offers the way on. */
export function CrashPage() {
  const { t } = useTranslation();
  const error = useRouteError();
  return (
    <main className="cm-page" role="alert">
      <h1>{t("shell.crash")}</h1>
      <p>{t("shell.crashWords")}</p>
      <p className="cm-mono cm-muted cm-break">{error instanceof Error ? error.message : ""}</p>
      <Button type="primary" onClick={() => location.reload()}>
        {t("shell.reload")}
      </Button>
    </main>
  );
}
