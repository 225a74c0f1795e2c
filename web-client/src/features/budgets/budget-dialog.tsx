import { Form, InputNumber, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSetProjectBudget } from "@/api/budgets";
import { type ApiProblem, asProblem } from "@/api/problem";
import type { ProjectBudget } from "@/api/types";
import { showFieldErrors } from "@/ui/form-problem";
import { ProblemAlert } from "@/ui/problem-alert";

interface Values {
  monthlyUsd: number | null;
  requirementUsd: number | null;
}

interface BudgetDialogProps {
  projectId: string;
  budget: ProjectBudget;
  onClose: () => void;
}

/** What may be spent; an empty field is no limit. */
export function BudgetDialog({ projectId, budget, onClose }: BudgetDialogProps) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const set = useSetProjectBudget(projectId);
  const submit = ({ monthlyUsd, requirementUsd }: Values) =>
    set.mutate(
      { ...(monthlyUsd && { monthlyUsd }), ...(requirementUsd && { requirementUsd }) },
      {
        onSuccess: onClose,
        onError: (cause) => {
          const refusal = asProblem(cause);
          if (showFieldErrors(form, refusal)) setProblem(refusal);
        },
      },
    );
  return (
    <Modal
      open
      title={t("budget.edit")}
      okText={t("common.save")}
      cancelText={t("common.cancel")}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={set.isPending}
    >
      <p className="cm-muted cm-gap-below">{t("budget.words")}</p>
      {problem && <ProblemAlert problem={problem} />}
      <Form
        form={form}
        layout="vertical"
        initialValues={{
          monthlyUsd: budget.month.limitUsd,
          requirementUsd: budget.requirementUsd,
        }}
        onFinish={submit}
      >
        {(["monthlyUsd", "requirementUsd"] as const).map((name) => (
          <Form.Item key={name} name={name} label={t(`budget.fields.${name}`)}>
            <InputNumber
              className="cm-wide"
              min={0.01}
              max={1_000_000}
              precision={2}
              prefix="$"
              placeholder={t("board.noLimit")}
            />
          </Form.Item>
        ))}
      </Form>
    </Modal>
  );
}
