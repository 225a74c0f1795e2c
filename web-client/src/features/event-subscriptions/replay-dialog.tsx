import { Form, InputNumber, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useReplayEventSubscription } from "@/api/event-subscriptions";
import { type ApiProblem, asProblem } from "@/api/problem";
import type { EventSubscription } from "@/api/types";
import { showFieldErrors } from "@/ui/form-problem";
import { ProblemAlert } from "@/ui/problem-alert";

interface ReplayDialogProps {
  subscription: EventSubscription;
  onClose: () => void;
}

/** Sets the place of a subscription back, or forward. */
export function ReplayDialog({ subscription, onClose }: ReplayDialogProps) {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ after: number }>();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const { id, deliveredTo, behind } = subscription;
  const newest = deliveredTo + behind;
  const replay = useReplayEventSubscription(id);
  const submit = ({ after }: { after: number }) => {
    setProblem(null);
    replay.mutate(after, {
      onSuccess: onClose,
      onError: (error) => {
        const refusal = asProblem(error);
        if (showFieldErrors(form, refusal)) setProblem(refusal);
      },
    });
  };
  return (
    <Modal
      open
      title={t("subscriptions.replayTitle")}
      okText={t("subscriptions.replaySubmit")}
      cancelText={t("common.cancel")}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={replay.isPending}
    >
      <p className="cm-muted cm-gap-below">{t("subscriptions.replayWords")}</p>
      <Form
        form={form}
        name="replay"
        layout="vertical"
        initialValues={{ after: 0 }}
        onFinish={submit}
      >
        <Form.Item
          name="after"
          label={t("subscriptions.after")}
          extra={t("subscriptions.afterHelp", { place: deliveredTo, newest })}
          rules={[
            {
              required: true,
              type: "integer",
              min: 0,
              max: newest,
              message: t("subscriptions.afterWrong", { newest }),
            },
          ]}
        >
          <InputNumber className="cm-wide" controls={false} />
        </Form.Item>
      </Form>
      {problem && <ProblemAlert problem={problem} />}
    </Modal>
  );
}
