import { ThunderboltOutlined } from "@ant-design/icons";
import { Form, Input, InputNumber, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useIdempotencyKey } from "@/api/idempotency";
import { type ApiProblem, asProblem } from "@/api/problem";
import { useGenerateCode } from "@/api/requirements";
import { useSystem } from "@/api/session";
import type { RequirementDetails } from "@/api/types";
import { showFieldErrors } from "@/ui/form-problem";
import { ProblemAlert } from "@/ui/problem-alert";

interface Values {
  sourceBranch?: string;
  extraContext?: string;
  model?: string;
  maxTurns?: number | null;
  budgetUsd?: number | null;
}

interface GenerateDialogProps {
  requirement: RequirementDetails;
  open: boolean;
  onClose: () => void;
  onStarted: (taskId: string) => void;
}

export function GenerateDialog({ requirement, open, onClose, onStarted }: GenerateDialogProps) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const generate = useGenerateCode(requirement.id);
  const { keyFor, settle } = useIdempotencyKey();
  const demo = useSystem().data?.mode === "DEMO";

  const submit = (values: Values) => {
    const request = {
      ...(values.sourceBranch?.trim() && { sourceBranch: values.sourceBranch.trim() }),
      ...(values.extraContext?.trim() && { extraContext: values.extraContext }),
      ...(values.model?.trim() && { model: values.model.trim() }),
      ...(values.maxTurns && { maxTurns: values.maxTurns }),
      ...(values.budgetUsd && { budgetUsd: values.budgetUsd }),
    };
    setProblem(null);
    generate.mutate(
      { request, key: keyFor(request) },
      {
        onSuccess: ({ id }) => {
          settle();
          onStarted(id);
        },
        onError: (error) => {
          const refusal = asProblem(error);
          if (showFieldErrors(form, refusal)) setProblem(refusal);
        },
      },
    );
  };

  return (
    <Modal
      open={open}
      title={t("generate.title", { key: requirement.key })}
      okText={t("generate.submit")}
      okButtonProps={{ icon: <ThunderboltOutlined aria-hidden="true" /> }}
      cancelText={t("common.cancel")}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={generate.isPending}
    >
      <p className="cm-muted">{demo ? t("generate.demoWords") : t("generate.words")}</p>
      <Form form={form} name="generate" layout="vertical" onFinish={submit}>
        <Form.Item
          name="extraContext"
          label={t("generate.extraContext")}
          extra={t("generate.extraContextHelp")}
        >
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} />
        </Form.Item>
        <div className="cm-form-row">
          <Form.Item name="sourceBranch" label={t("generate.sourceBranch")}>
            <Input
              className="cm-mono"
              placeholder={requirement.targetBranch ?? t("generate.defaultBranch")}
              autoComplete="off"
            />
          </Form.Item>
          <Form.Item name="model" label={t("generate.model")}>
            <Input
              className="cm-mono"
              placeholder={t("generate.modelDefault")}
              autoComplete="off"
            />
          </Form.Item>
        </div>
        <div className="cm-form-row">
          <Form.Item name="maxTurns" label={t("generate.maxTurns")}>
            <InputNumber min={1} max={500} precision={0} placeholder="50" className="cm-wide" />
          </Form.Item>
          <Form.Item name="budgetUsd" label={t("generate.budget")}>
            <InputNumber
              min={0.01}
              step={0.5}
              prefix="$"
              placeholder={t("generate.noBudget")}
              className="cm-wide"
            />
          </Form.Item>
        </div>
      </Form>
      {problem && <ProblemAlert problem={problem} />}
    </Modal>
  );
}
