import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import { SignInPanel } from "@/features/auth/sign-in-panel";
import { safeReturnTo } from "@/lib/paths";
import { useDocumentTitle } from "@/ui/use-document-title";
import { LookMenu } from "../look-menu";

export function SignInPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const returnTo = safeReturnTo(search.get("returnTo"));
  useDocumentTitle(t("signIn.title"));
  return (
    <main className="cm-sign-in">
      <div className="cm-sign-in-look">
        <LookMenu />
      </div>
      <div className="cm-sign-in-column">
        <img src="/favicon.svg" alt="" width={44} height={44} />
        <h1>CodeMaster</h1>
        <p className="cm-muted">{t("signIn.words")}</p>
        <SignInPanel
          returnTo={returnTo}
          onSignedIn={() => void navigate(returnTo, { replace: true })}
        />
      </div>
    </main>
  );
}
