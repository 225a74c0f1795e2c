import { DownloadOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { type AuditFilter, auditExport, auditQuery } from "@/api/audit";
import { useMe } from "@/api/session";
import { AuditDrawer } from "@/features/audit/audit-drawer";
import { AuditFilters } from "@/features/audit/audit-filters";
import { AuditList } from "@/features/audit/audit-list";
import { Page } from "@/ui/page";
import { useDocumentTitle } from "@/ui/use-document-title";

/** Who did what; what it shows stands in the address, so that it can be sent to somebody. */
export function AuditPage() {
  const { t } = useTranslation();
  const me = useMe().data;
  const [search, setSearch] = useSearchParams();
  useDocumentTitle(t("audit.title"));
  if (!me) return null;
  const filter: AuditFilter = {
    q: search.get("q") ?? "",
    actorId: search.get("actorId"),
    action: search.get("action"),
    targetType: search.get("targetType"),
    targetId: search.get("targetId"),
    projectId: search.get("projectId"),
    from: search.get("from"),
    to: search.get("to"),
  };
  const entry = Number.parseInt(search.get("entry") ?? "", 10);
  const show = (next: AuditFilter, opened?: number) =>
    setSearch(
      { ...auditQuery(next), ...(opened !== undefined && { entry: String(opened) }) },
      { replace: true },
    );
  const admin = me.role === "ADMIN";
  return (
    <Page
      title={t("audit.title")}
      below={admin ? t("audit.words") : t("audit.memberWords")}
      actions={
        admin &&
        (["csv", "ndjson"] as const).map((format) => (
          <Button
            key={format}
            icon={<DownloadOutlined aria-hidden="true" />}
            href={auditExport(filter, format)}
            download
          >
            {t(`audit.export.${format}`)}
          </Button>
        ))
      }
    >
      <AuditFilters filter={filter} onFilter={(change) => show({ ...filter, ...change })} />
      <AuditList filter={filter} onOpen={(sequence) => show(filter, sequence)} />
      <AuditDrawer
        sequence={Number.isNaN(entry) ? null : entry}
        onClose={() => show(filter)}
        onFilter={show}
      />
    </Page>
  );
}
