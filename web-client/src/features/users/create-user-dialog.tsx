import { Form, Input, Modal, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useIdempotencyKey } from "@/api/idempotency";
import { type ApiProblem, asProblem } from "@/api/problem";
import type { CreateUserRequest } from "@/api/types";
import { useCreateUser } from "@/api/users";
import { showFieldErrors } from "@/ui/form-problem";
import { ProblemAlert, useProblemWords } from "@/ui/problem-alert";
import { ROLES } from "./roles";

interface CreateUserDialogProps {
  open: boolean;
  onClose: () => void;
}

const CODE_FIELDS = {
  "identity.email-taken": "email",
};

export function CreateUserDialog({ open, onClose }: CreateUserDialogProps) {
  const { t } = useTranslation();
  const [form] = Form.useForm<CreateUserRequest>();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const wordsOf = useProblemWords();
  const create = useCreateUser();
  const { keyFor, settle } = useIdempotencyKey();
  const submit = (values: CreateUserRequest) => {
    const request = { ...values, email: values.email.trim(), name: values.name.trim() };
    setProblem(null);
    create.mutate(
      { request, key: keyFor(request) },
      {
        onSuccess: () => {
          settle();
          form.resetFields();
          onClose();
        },
        onError: (error) => {
          const refusal = asProblem(error);
          if (showFieldErrors(form, refusal, CODE_FIELDS, refusal.code, wordsOf(refusal))) {
            setProblem(refusal);
          }
        },
      },
    );
  };
  return (
    <Modal
      open={open}
      title={t("users.create")}
      okText={t("users.createSubmit")}
      cancelText={t("common.cancel")}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={create.isPending}
    >
      <p className="cm-muted">{t("users.createWords")}</p>
      <Form
        form={form}
        name="create-user"
        layout="vertical"
        initialValues={{ role: "RD" }}
        onFinish={submit}
        scrollToFirstError={{ focus: true }}
      >
        <Form.Item
          name="name"
          label={t("users.name")}
          rules={[{ required: true, whitespace: true, message: t("users.nameMissing") }]}
        >
          <Input maxLength={120} autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="email"
          label={t("signIn.email")}
          validateTrigger="onBlur"
          rules={[{ required: true, type: "email", message: t("users.emailWrong") }]}
        >
          <Input inputMode="email" autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="password"
          label={t("users.firstPassword")}
          extra={t("account.passwordHelp")}
          rules={[{ required: true, message: t("account.passwordMissing") }]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item name="role" label={t("users.role")}>
          <Select options={ROLES.map((value) => ({ value, label: t(`shell.roles.${value}`) }))} />
        </Form.Item>
      </Form>
      {problem && <ProblemAlert problem={problem} />}
    </Modal>
  );
}
