import { PlusOutlined } from "@ant-design/icons";
import { Button, Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import { useMe } from "@/api/session";
import { CreateProjectDialog } from "@/features/projects/create-project-dialog";
import { ProjectList } from "@/features/projects/project-list";
import { paths } from "@/lib/paths";
import { useCommands } from "@/ui/commands";
import { Page } from "@/ui/page";
import { SearchField } from "@/ui/search-field";
import { useDocumentTitle } from "@/ui/use-document-title";

export function ProjectsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const [creating, setCreating] = useState(false);
  const role = useMe().data?.role;
  const mayCreate = role === "PM" || role === "ADMIN";
  const q = search.get("q") ?? "";
  const archived = search.get("archived") === "true";
  const show = (next: { q: string; archived: boolean }) =>
    setSearch(
      { ...(next.q && { q: next.q }), ...(next.archived && { archived: "true" }) },
      { replace: true },
    );
  useDocumentTitle(t("projects.title"));
  useCommands(
    mayCreate
      ? [
          {
            id: "create",
            label: t("projects.create"),
            group: "do",
            keys: "c",
            icon: <PlusOutlined />,
            run: () => setCreating(true),
          },
        ]
      : [],
  );
  return (
    <Page
      title={t("projects.title")}
      below={t("projects.words")}
      actions={
        mayCreate && (
          <Button
            type="primary"
            icon={<PlusOutlined aria-hidden="true" />}
            onClick={() => setCreating(true)}
          >
            {t("projects.create")}
          </Button>
        )
      }
    >
      <div className="cm-filters">
        <SearchField
          value={q}
          label={t("projects.search")}
          onSearch={(text) => show({ q: text, archived })}
        />
        <Segmented<"active" | "archived">
          value={archived ? "archived" : "active"}
          aria-label={t("projects.which")}
          onChange={(value) => show({ q, archived: value === "archived" })}
          options={[
            { value: "active", label: t("projects.active") },
            { value: "archived", label: t("projects.archived") },
          ]}
        />
      </div>
      <ProjectList
        q={q}
        archived={archived}
        onCreate={mayCreate ? () => setCreating(true) : null}
      />
      <CreateProjectDialog
        open={creating}
        onClose={() => setCreating(false)}
        onCreated={(id) => void navigate(paths.project(id))}
      />
    </Page>
  );
}
