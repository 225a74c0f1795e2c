import { Form, Input, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useIdempotencyKey } from "@/api/idempotency";
import { type ApiProblem, asProblem } from "@/api/problem";
import { useCreateProject } from "@/api/projects";
import { showFieldErrors } from "@/ui/form-problem";
import { ProblemAlert, useProblemWords } from "@/ui/problem-alert";

interface Values {
  key: string;
  name: string;
  description?: string;
}

interface CreateProjectDialogProps {
  open: boolean;
  onClose: () => void;
  onCreated: (projectId: string) => void;
}

const KEY = /^[A-Z0-9]{2,10}$/;
const CODE_FIELDS = { "project.key-taken": "key", "project.key-in-use": "key" };

export function CreateProjectDialog({ open, onClose, onCreated }: CreateProjectDialogProps) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const create = useCreateProject();
  const { keyFor, settle } = useIdempotencyKey();
  const wordsOf = useProblemWords();

  const submit = (values: Values) => {
    const request = {
      key: values.key,
      name: values.name.trim(),
      ...(values.description && { description: values.description }),
    };
    setProblem(null);
    create.mutate(
      { request, key: keyFor(request) },
      {
        onSuccess: ({ id }) => {
          settle();
          form.resetFields();
          onCreated(id);
        },
        onError: (error) => {
          const refusal = asProblem(error);
          // The key is the only thing of a new project that can already be taken.
          const code = refusal.status === 409 ? "project.key-taken" : refusal.code;
          if (showFieldErrors(form, refusal, CODE_FIELDS, code, wordsOf(refusal))) {
            setProblem(refusal);
          }
        },
      },
    );
  };

  return (
    <Modal
      open={open}
      title={t("projects.create")}
      okText={t("projects.createSubmit")}
      cancelText={t("common.cancel")}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={create.isPending}
      destroyOnHidden={false}
    >
      <Form
        form={form}
        name="create-project"
        layout="vertical"
        onFinish={submit}
        scrollToFirstError={{ focus: true }}
      >
        <Form.Item
          name="name"
          label={t("projects.name")}
          rules={[{ required: true, whitespace: true, message: t("projects.nameMissing") }]}
        >
          <Input maxLength={120} placeholder={t("projects.nameExample")} autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="key"
          label={t("projects.key")}
          extra={t("projects.keyHelp")}
          normalize={(value: string) => value.toUpperCase()}
          rules={[{ required: true, pattern: KEY, message: t("projects.keyWrong") }]}
        >
          <Input maxLength={10} placeholder="PAY" className="cm-mono" autoComplete="off" />
        </Form.Item>
        <Form.Item name="description" label={t("projects.description")}>
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} maxLength={4000} />
        </Form.Item>
      </Form>
      {problem && <ProblemAlert problem={problem} />}
    </Modal>
  );
}
