import { Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useMembers } from "@/api/members";
import { itemsOf } from "@/api/pages";
import { useRepositories } from "@/api/repositories";
import type { Priority } from "@/api/types";
import { MarkdownField } from "./markdown-field";
import { PRIORITIES } from "./priorities";

/** What a person writes about a requirement; an empty choice is null, an empty line "". */
export type RequirementValues = {
  title: string;
  description: string;
  priority: Priority;
  repositoryId: string | null;
  targetBranch: string;
  assigneeId: string | null;
};

/** An antd choice that was cleared is undefined; the contract says null. */
const orNull = (value: unknown) => value ?? null;

export function RequirementFields({ projectId }: { projectId: string }) {
  const { t } = useTranslation();
  return (
    <>
      <Form.Item
        name="title"
        label={t("requirements.titleLabel")}
        rules={[{ required: true, whitespace: true, message: t("requirements.titleMissing") }]}
      >
        <Input maxLength={200} placeholder={t("requirements.titleExample")} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="description"
        label={t("requirements.descriptionLabel")}
        extra={t("requirements.descriptionHelp")}
        rules={[
          { required: true, whitespace: true, message: t("requirements.descriptionMissing") },
        ]}
      >
        <MarkdownField />
      </Form.Item>
      <ChoiceFields projectId={projectId} />
    </>
  );
}

function ChoiceFields({ projectId }: { projectId: string }) {
  const { t } = useTranslation();
  const members = itemsOf(useMembers(projectId).data);
  const repositories = useRepositories(projectId).data?.items ?? [];
  const chosen: string | null = Form.useWatch("repositoryId") ?? null;
  const repository = repositories.find(({ id }) => id === chosen);
  return (
    <>
      <div className="cm-form-row">
        <Form.Item name="priority" label={t("requirements.priority")}>
          <Select
            options={PRIORITIES.map((value) => ({
              value,
              label: t(`requirements.priorities.${value}`),
            }))}
          />
        </Form.Item>
        <Form.Item name="assigneeId" label={t("requirements.assignee")} normalize={orNull}>
          <Select
            allowClear
            placeholder={t("requirements.unassigned")}
            showSearch={{ optionFilterProp: "label" }}
            options={members.map(({ userId, name }) => ({ value: userId, label: name }))}
          />
        </Form.Item>
      </div>
      <div className="cm-form-row">
        <Form.Item
          name="repositoryId"
          label={t("requirements.repository")}
          normalize={orNull}
          extra={repositories.length === 0 ? t("requirements.noRepository") : undefined}
        >
          <Select
            allowClear
            placeholder={t("requirements.repositoryLater")}
            options={repositories.map(({ id, gitUrl }) => ({ value: id, label: gitUrl }))}
          />
        </Form.Item>
        <Form.Item
          name="targetBranch"
          label={t("requirements.targetBranch")}
          extra={t("requirements.targetBranchHelp")}
        >
          <Input
            className="cm-mono"
            placeholder={repository?.defaultBranch ?? "main"}
            autoComplete="off"
          />
        </Form.Item>
      </div>
    </>
  );
}
