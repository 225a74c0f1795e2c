import { Form, InputNumber, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type ApiProblem, asProblem } from "@/api/problem";
import { type BoardLimits, useSetBoardLimits } from "@/api/statistics";
import type { Board, RequirementStatus } from "@/api/types";
import { ProblemAlert } from "@/ui/problem-alert";

/** In what states somebody has something to do. */
const IN_WORK: RequirementStatus[] = [
  "GENERATING",
  "GENERATED",
  "IN_REVIEW",
  "NEEDS_REVISION",
  "APPROVED",
  "MERGE_REQUESTED",
];

interface LimitsDialogProps {
  projectId: string;
  columns: Board["columns"];
  onClose: () => void;
}

/** How many requirements shall be in each state at most; an empty field is no limit. */
export function LimitsDialog({ projectId, columns, onClose }: LimitsDialogProps) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Partial<Record<RequirementStatus, number | null>>>();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const set = useSetBoardLimits(projectId);
  const initial = Object.fromEntries(columns.map(({ status, limit }) => [status, limit]));
  const submit = (values: Partial<Record<RequirementStatus, number | null>>) => {
    const limits: BoardLimits = {};
    for (const status of IN_WORK) {
      const limit = values[status];
      if (limit) limits[status] = limit;
    }
    set.mutate(limits, { onSuccess: onClose, onError: (cause) => setProblem(asProblem(cause)) });
  };
  return (
    <Modal
      open
      title={t("board.limits")}
      okText={t("common.save")}
      cancelText={t("common.cancel")}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={set.isPending}
    >
      <p className="cm-muted cm-gap-below">{t("board.limitWords")}</p>
      {problem && <ProblemAlert problem={problem} />}
      <Form form={form} layout="vertical" initialValues={initial} onFinish={submit}>
        <div className="cm-limit-fields">
          {IN_WORK.map((status) => (
            <Form.Item key={status} name={status} label={t(`requirements.statuses.${status}`)}>
              <InputNumber min={1} max={999} precision={0} placeholder={t("board.noLimit")} />
            </Form.Item>
          ))}
        </div>
      </Form>
    </Modal>
  );
}
