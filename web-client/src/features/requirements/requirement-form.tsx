import { Button, Form, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useIdempotencyKey } from "@/api/idempotency";
import { type ApiProblem, asProblem } from "@/api/problem";
import { useRepositories } from "@/api/projects";
import { useCreateRequirement } from "@/api/requirements";
import type { Priority } from "@/api/types";
import { showFieldErrors } from "@/ui/form-problem";
import { ProblemAlert } from "@/ui/problem-alert";
import { MarkdownField } from "./markdown-field";

interface Values {
  title: string;
  description: string;
  priority: Priority;
  repositoryId?: string;
  targetBranch?: string;
}

interface RequirementFormProps {
  projectId: string;
  onCreated: (requirementId: string) => void;
  onCancel: () => void;
}

const PRIORITIES: Priority[] = ["LOW", "MEDIUM", "HIGH", "URGENT"];

export function RequirementForm({ projectId, onCreated, onCancel }: RequirementFormProps) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const repositories = useRepositories(projectId);
  const create = useCreateRequirement(projectId);
  const { keyFor, settle } = useIdempotencyKey();
  const choices = repositories.data?.items ?? [];
  const only = choices.length === 1 ? choices[0] : undefined;

  const submit = (values: Values) => {
    const request = {
      title: values.title.trim(),
      description: values.description,
      priority: values.priority,
      ...(values.repositoryId && { repositoryId: values.repositoryId }),
      ...(values.targetBranch?.trim() && { targetBranch: values.targetBranch.trim() }),
    };
    setProblem(null);
    create.mutate(
      { request, key: keyFor(request) },
      {
        onSuccess: ({ id }) => {
          settle();
          onCreated(id);
        },
        onError: (error) => {
          const refusal = asProblem(error);
          if (showFieldErrors(form, refusal)) setProblem(refusal);
        },
      },
    );
  };

  if (repositories.isPending) return null;
  return (
    <Form
      form={form}
      layout="vertical"
      className="cm-form"
      initialValues={{ priority: "MEDIUM", description: "", repositoryId: only?.id }}
      onFinish={submit}
      scrollToFirstError={{ focus: true }}
    >
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
      <div className="cm-form-row">
        <Form.Item name="priority" label={t("requirements.priority")}>
          <Select
            options={PRIORITIES.map((value) => ({
              value,
              label: t(`requirements.priorities.${value}`),
            }))}
          />
        </Form.Item>
        <Form.Item
          name="repositoryId"
          label={t("requirements.repository")}
          extra={choices.length === 0 ? t("requirements.noRepository") : undefined}
        >
          <Select
            allowClear
            placeholder={t("requirements.repositoryLater")}
            options={choices.map(({ id, gitUrl }) => ({ value: id, label: gitUrl }))}
          />
        </Form.Item>
        <Form.Item
          name="targetBranch"
          label={t("requirements.targetBranch")}
          extra={t("requirements.targetBranchHelp")}
        >
          <Input
            className="cm-mono"
            placeholder={only?.defaultBranch ?? "main"}
            autoComplete="off"
          />
        </Form.Item>
      </div>
      {problem && (
        <div className="cm-gap-below">
          <ProblemAlert problem={problem} />
        </div>
      )}
      <div className="cm-form-actions">
        <Button type="primary" htmlType="submit" loading={create.isPending}>
          {t("requirements.createSubmit")}
        </Button>
        <Button onClick={onCancel}>{t("common.cancel")}</Button>
      </div>
    </Form>
  );
}
