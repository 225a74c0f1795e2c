import { App, Button } from "antd";
import { useTranslation } from "react-i18next";
import { useRebuild } from "@/api/operations";
import { asProblem } from "@/api/problem";
import { useTellProblem } from "@/ui/use-confirm";

/** Has a view made anew, or all of them, after a question. */
export function RebuildButton({ name, disabled = false }: { name: string; disabled?: boolean }) {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const tell = useTellProblem(asProblem);
  const rebuild = useRebuild();
  const all = name === "all";
  const ask = () =>
    modal.confirm({
      title: all ? t("operations.rebuildAllTitle") : t("operations.rebuildTitle", { name }),
      content: t("operations.rebuildWords"),
      okText: t("operations.rebuild"),
      onOk: () =>
        rebuild.mutate(
          { name, compareOnly: false },
          { onSuccess: () => void message.info(t("operations.rebuildBegun")), onError: tell },
        ),
    });
  return (
    <Button
      size={all ? "middle" : "small"}
      disabled={disabled}
      loading={rebuild.isPending}
      onClick={ask}
      aria-label={all ? t("operations.rebuildAll") : `${t("operations.rebuild")} ${name}`}
    >
      {all ? t("operations.rebuildAll") : t("operations.rebuild")}
    </Button>
  );
}
