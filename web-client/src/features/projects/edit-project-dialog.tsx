import { Form, Input, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type ApiProblem, asProblem } from "@/api/problem";
import { readProject, useEditProject } from "@/api/projects";
import type { ProjectDetails, Versioned } from "@/api/types";
import { ConflictNotice } from "@/ui/conflict-notice";
import { showFieldErrors } from "@/ui/form-problem";
import { ProblemAlert } from "@/ui/problem-alert";
import { useEditBase } from "@/ui/use-edit-base";

type Values = { name: string; description: string };

interface EditProjectDialogProps {
  project: Versioned<ProjectDetails>;
  onClose: () => void;
}

function baseOf({ name, description, etag }: Versioned<ProjectDetails>) {
  return { values: { name, description: description ?? "" }, etag };
}

/** Shown only while it is open, so that it always starts from what is true. */
export function EditProjectDialog({ project, onClose }: EditProjectDialogProps) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const edit = useEditProject(project.id);
  const base = useEditBase<Values>(baseOf(project), form, async () =>
    baseOf(await readProject(project.id)),
  );
  const labels = { name: t("projects.name"), description: t("projects.description") };

  const submit = (values: Values) => {
    const request = base.changes({ ...values, name: values.name.trim() });
    setProblem(null);
    if (Object.keys(request).length === 0) return onClose();
    edit.mutate(
      { request, etag: base.etag },
      {
        onSuccess: onClose,
        onError: (error) => {
          const refusal = asProblem(error);
          if (refusal.status === 412) {
            void base.rebase().catch((cause: unknown) => setProblem(asProblem(cause)));
          } else if (showFieldErrors(form, refusal)) setProblem(refusal);
        },
      },
    );
  };

  return (
    <Modal
      open
      title={t("projects.edit")}
      okText={base.theirs ? t("conflict.saveAnyway") : t("common.save")}
      cancelText={t("common.cancel")}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={edit.isPending}
    >
      {base.theirs && (
        <ConflictNotice
          changes={base.theirs.map(({ field, before, after, conflict }) => ({
            field,
            label: labels[field as keyof Values],
            before: String(before),
            after: String(after),
            conflict,
          }))}
        />
      )}
      <Form
        form={form}
        name="edit-project"
        layout="vertical"
        initialValues={baseOf(project).values}
        onFinish={submit}
        scrollToFirstError={{ focus: true }}
      >
        <Form.Item
          name="name"
          label={labels.name}
          rules={[{ required: true, whitespace: true, message: t("projects.nameMissing") }]}
        >
          <Input maxLength={120} autoComplete="off" />
        </Form.Item>
        <Form.Item name="description" label={labels.description}>
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} maxLength={20_000} />
        </Form.Item>
      </Form>
      {problem && <ProblemAlert problem={problem} />}
    </Modal>
  );
}
