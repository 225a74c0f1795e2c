import { Button, Form, Input, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useIdempotencyKey } from "@/api/idempotency";
import { type ApiProblem, asProblem } from "@/api/problem";
import { useRepositories } from "@/api/repositories";
import { useCreateRequirement } from "@/api/requirements";
import { showFieldErrors } from "@/ui/form-problem";
import { ProblemAlert } from "@/ui/problem-alert";
import { RequirementFields, type RequirementValues } from "./requirement-fields";

type Values = RequirementValues & { documentUrl: string };

interface RequirementFormProps {
  projectId: string;
  /** The link of a document that has still to be read. */
  onCreated: (requirementId: string, documentUrl: string | null) => void;
  onCancel: () => void;
}

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
    const documentUrl = values.documentUrl?.trim() || null;
    const request = {
      title: values.title.trim(),
      description: values.description,
      priority: values.priority,
      ...(values.repositoryId && { repositoryId: values.repositoryId }),
      ...(values.assigneeId && { assigneeId: values.assigneeId }),
      ...(values.targetBranch?.trim() && { targetBranch: values.targetBranch.trim() }),
      ...(documentUrl && { documentUrl }),
    };
    setProblem(null);
    create.mutate(
      { request, key: keyFor(request) },
      {
        onSuccess: ({ id }) => {
          settle();
          onCreated(id, documentUrl);
        },
        onError: (error) => {
          const refusal = asProblem(error);
          if (showFieldErrors(form, refusal)) setProblem(refusal);
        },
      },
    );
  };

  if (repositories.isPending) return <Skeleton active paragraph={{ rows: 8 }} />;
  return (
    <Form
      form={form}
      layout="vertical"
      className="cm-form"
      initialValues={{
        priority: "MEDIUM",
        description: "",
        repositoryId: only?.id ?? null,
        assigneeId: null,
        documentUrl: "",
      }}
      onFinish={submit}
      scrollToFirstError={{ focus: true }}
    >
      <RequirementFields projectId={projectId} />
      <Form.Item
        name="documentUrl"
        label={t("document.link")}
        extra={t("document.linkHelp")}
        validateTrigger="onBlur"
        rules={[{ type: "url", message: t("document.linkWrong") }]}
      >
        <Input
          className="cm-mono"
          inputMode="url"
          placeholder={t("document.linkExample")}
          autoComplete="off"
        />
      </Form.Item>
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
