import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { Navigate, Outlet, ScrollRestoration, useLocation } from "react-router";
import { asProblem } from "@/api/problem";
import { useMe } from "@/api/session";
import type { UserDetails } from "@/api/types";
import { paths } from "@/lib/paths";
import { useKeyboard } from "@/ui/commands";
import { PageSkeleton } from "@/ui/page";
import { usePreferences } from "@/ui/preferences";
import { ProblemAlert } from "@/ui/problem-alert";
import { RoleChoicePage } from "./pages/role-choice-page";
import { Palette } from "./palette";
import { ShortcutsDialog } from "./shortcuts-dialog";
import { TopBar } from "./top-bar";
import { useFrameCommands } from "./use-frame-commands";

/** Everything behind sign-in. */
export function Shell() {
  const { t } = useTranslation();
  const { pathname, search } = useLocation();
  const me = useMe();
  if (me.isError && asProblem(me.error).status === 401) {
    return <Navigate to={paths.signIn(pathname + search)} replace />;
  }
  if (me.data && !me.data.role) return <RoleChoicePage name={me.data.name} />;
  return (
    <>
      <a href="#main" className="cm-skip">
        {t("shell.skip")}
      </a>
      {me.data ? <Frame me={me.data} /> : <TopBar user={null} onPalette={null} />}
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

/** The bar, the palette and the keys. */
function Frame({ me }: { me: UserDetails }) {
  const [palette, setPalette] = useState(false);
  const [help, setHelp] = useState(false);
  const shortcuts = usePreferences((preferences) => preferences.shortcuts);
  const openPalette = useCallback(() => setPalette(true), []);
  useFrameCommands(me, () => setHelp(true));
  useKeyboard(shortcuts, openPalette);
  return (
    <>
      <TopBar user={me} onPalette={openPalette} />
      {palette && <Palette onClose={() => setPalette(false)} />}
      {help && <ShortcutsDialog onClose={() => setHelp(false)} />}
    </>
  );
}
