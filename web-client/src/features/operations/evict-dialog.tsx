import { Form, Input, Modal, Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useEvictDeadLetter } from "@/api/operations";
import { type ApiProblem, asProblem } from "@/api/problem";
import type { DeadLetterSequence, EvictDeadLetterRequest } from "@/api/types";
import { showFieldErrors } from "@/ui/form-problem";
import { ProblemAlert } from "@/ui/problem-alert";

interface EvictDialogProps {
  sequence: DeadLetterSequence;
  onClose: () => void;
}

type Choice = Pick<EvictDeadLetterRequest, "scope" | "reason">;

/** Gives an event up for a reason, which is recorded. */
export function EvictDialog({ sequence, onClose }: EvictDialogProps) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Choice>();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const evict = useEvictDeadLetter(sequence.id);
  const submit = (choice: Choice) => {
    setProblem(null);
    evict.mutate(
      { ...choice, eventId: sequence.event.id },
      {
        onSuccess: onClose,
        onError: (error) => {
          const refusal = asProblem(error);
          if (showFieldErrors(form, refusal)) setProblem(refusal);
        },
      },
    );
  };
  return (
    <Modal
      open
      title={t("operations.evictTitle", { type: sequence.event.type })}
      okText={t("operations.evictSubmit")}
      okButtonProps={{ danger: true }}
      cancelText={t("common.cancel")}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={evict.isPending}
    >
      <p className="cm-muted">{t("operations.evictWords", { processor: sequence.processor })}</p>
      <Form
        form={form}
        name="evict"
        layout="vertical"
        initialValues={{ scope: "FIRST" }}
        onFinish={submit}
      >
        <Form.Item name="scope" label={t("operations.evictWhat")}>
          <Radio.Group
            options={[
              { value: "FIRST", label: t("operations.evictFirst") },
              { value: "ALL", label: t("operations.evictAll", { count: sequence.waiting }) },
            ]}
          />
        </Form.Item>
        <Form.Item
          name="reason"
          label={t("operations.reason")}
          rules={[{ required: true, whitespace: true, message: t("operations.reasonMissing") }]}
        >
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </Form>
      {problem && <ProblemAlert problem={problem} />}
    </Modal>
  );
}
