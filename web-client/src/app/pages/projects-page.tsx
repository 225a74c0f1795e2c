import { PlusOutlined } from "@ant-design/icons";
import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import { useMe } from "@/api/session";
import { CreateProjectDialog } from "@/features/projects/create-project-dialog";
import { ProjectList } from "@/features/projects/project-list";
import { paths } from "@/lib/paths";
import { Page } from "@/ui/page";
import { useDocumentTitle } from "@/ui/use-document-title";

export function ProjectsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const [creating, setCreating] = useState(false);
  const role = useMe().data?.role;
  const mayCreate = role === "PM" || role === "ADMIN";
  const q = search.get("q") ?? "";
  useDocumentTitle(t("projects.title"));
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
        <Input.Search
          allowClear
          defaultValue={q}
          placeholder={t("projects.search")}
          aria-label={t("projects.search")}
          onSearch={(value) => setSearch(value.trim() ? { q: value.trim() } : {})}
        />
      </div>
      <ProjectList q={q} onCreate={mayCreate ? () => setCreating(true) : null} />
      <CreateProjectDialog
        open={creating}
        onClose={() => setCreating(false)}
        onCreated={(id) => void navigate(paths.project(id))}
      />
    </Page>
  );
}
