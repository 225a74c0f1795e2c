import { Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useProjectSearch } from "@/api/projects";
import { useDebounced } from "@/ui/use-debounced";

interface ProjectFieldProps {
  admin: boolean;
  /** Both are the form's. */
  id?: string;
  value?: string | null;
  onChange?: (projectId: string | null) => void;
}

/** One project, found by typing; none is all of them. */
export function ProjectField({ admin, id, value, onChange }: ProjectFieldProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const found = useProjectSearch(useDebounced(typed), true);
  const mine = found.data?.items.filter(({ myRole }) => admin || myRole === "OWNER") ?? [];
  return (
    <Select
      {...(id && { id })}
      allowClear={admin}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      value={value ?? null}
      onChange={(next?: string | null) => onChange?.(next ?? null)}
      placeholder={admin ? t("subscriptions.allProjects") : t("subscriptions.chooseProject")}
      notFoundContent={found.isPending ? t("common.searching") : t("subscriptions.noProject")}
      options={mine.map((project) => ({
        value: project.id,
        label: `${project.key} · ${project.name}`,
      }))}
    />
  );
}
