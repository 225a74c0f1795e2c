import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import { ApiProblem } from "@/api/problem";
import { SignInPanel } from "@/features/auth/sign-in-panel";
import { safeReturnTo } from "@/lib/paths";
import { ProblemAlert } from "@/ui/problem-alert";
import { useDocumentTitle } from "@/ui/use-document-title";
import { LookMenu } from "../look-menu";

/** A sign-in that failed elsewhere comes back with a code; it is said in words, never as it is. */
function readProblem(code: string | null): ApiProblem | null {
  return code ? new ApiProblem(0, code, null, [], null) : null;
}

export function SignInPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const returnTo = safeReturnTo(search.get("returnTo"));
  const problem = readProblem(search.get("problem"));
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
        {problem && (
          <div className="cm-sign-in-problem">
            <ProblemAlert problem={problem} />
          </div>
        )}
        <SignInPanel
          returnTo={returnTo}
          onSignedIn={() => void navigate(returnTo, { replace: true })}
        />
      </div>
    </main>
  );
}
