import { useTranslation } from "react-i18next";
import { Navigate, Outlet, ScrollRestoration, useLocation } from "react-router";
import { asProblem } from "@/api/problem";
import { useMe } from "@/api/session";
import { paths } from "@/lib/paths";
import { PageSkeleton } from "@/ui/page";
import { ProblemAlert } from "@/ui/problem-alert";
import { TopBar } from "./top-bar";

/** Everything behind sign-in. */
export function Shell() {
  const { t } = useTranslation();
  const { pathname, search } = useLocation();
  const me = useMe();
  if (me.isError && asProblem(me.error).status === 401) {
    return <Navigate to={paths.signIn(pathname + search)} replace />;
  }
  return (
    <>
      <a href="#main" className="cm-skip">
        {t("shell.skip")}
      </a>
      <TopBar user={me.data ?? null} />
      <main id="main" className="cm-main" tabIndex={-1}>
        {me.isPending && <PageSkeleton />}
        {me.isError && (
          <div className="cm-page">
            <ProblemAlert problem={asProblem(me.error)} onRetry={() => void me.refetch()} />
          </div>
        )}
        {me.data && <Outlet />}
      </main>
      <ScrollRestoration />
    </>
  );
}
