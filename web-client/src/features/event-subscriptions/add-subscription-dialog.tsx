import { Alert, Form, Input, Modal, Radio, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAddEventSubscription, useEventTypes } from "@/api/event-subscriptions";
import { type ApiProblem, asProblem } from "@/api/problem";
import { CopyButton } from "@/ui/copy-button";
import { showFieldErrors } from "@/ui/form-problem";
import { ProblemAlert } from "@/ui/problem-alert";
import { ProjectField } from "./project-field";

interface Values {
  url: string;
  projectId: string | null;
  types: string[];
  start: "NOW" | "BEGINNING";
}

const MOST_TYPES = 50;

interface AddSubscriptionDialogProps {
  /** Whether the reader may have the events of all projects sent. */
  admin: boolean;
  onClose: () => void;
}

/** Shown only while it is open: what it held, above all the secret, is gone when it closes. */
export function AddSubscriptionDialog({ admin, onClose }: AddSubscriptionDialogProps) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const known = useEventTypes();
  const add = useAddEventSubscription();
  const submit = ({ url, projectId, types, start }: Values) => {
    setProblem(null);
    add.mutate(
      {
        url: url.trim(),
        types,
        ...(projectId && { projectId }),
        ...(start === "BEGINNING" && { after: 0 }),
      },
      {
        onSuccess: (added) => setSecret(added.secret),
        onError: (error) => {
          const refusal = asProblem(error);
          if (showFieldErrors(form, refusal)) setProblem(refusal);
        },
      },
    );
  };
  if (secret) return <SecretDialog secret={secret} onClose={onClose} />;
  return (
    <Modal
      open
      title={t("subscriptions.add")}
      okText={t("subscriptions.addSubmit")}
      cancelText={t("common.cancel")}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={add.isPending}
    >
      <Form
        form={form}
        name="add-subscription"
        layout="vertical"
        initialValues={{ url: "", projectId: null, types: [], start: "NOW" }}
        onFinish={submit}
        scrollToFirstError={{ focus: true }}
      >
        <Form.Item
          name="url"
          label={t("subscriptions.url")}
          extra={t("subscriptions.urlHelp")}
          rules={[{ required: true, whitespace: true, message: t("subscriptions.urlMissing") }]}
        >
          <Input
            maxLength={2000}
            placeholder="https://events.example.com/codemaster"
            className="cm-mono"
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
          />
        </Form.Item>
        <Form.Item
          name="projectId"
          label={t("subscriptions.project")}
          extra={admin && t("subscriptions.projectHelp")}
          rules={admin ? [] : [{ required: true, message: t("subscriptions.projectMissing") }]}
        >
          <ProjectField admin={admin} />
        </Form.Item>
        <Form.Item
          name="types"
          label={t("subscriptions.types")}
          extra={t("subscriptions.typesHelp")}
        >
          <Select
            mode="tags"
            // else the key that leaves the field would take the first one along
            defaultActiveFirstOption={false}
            tokenSeparators={[" ", ","]}
            maxCount={MOST_TYPES}
            placeholder={t("subscriptions.allTypes")}
            loading={known.isPending}
            options={known.data?.map((value) => ({ value, label: value })) ?? []}
          />
        </Form.Item>
        <Form.Item name="start" label={t("subscriptions.start")}>
          <Radio.Group
            className="cm-choices"
            options={(["NOW", "BEGINNING"] as const).map((value) => ({
              value,
              label: t(`subscriptions.starts.${value}`),
            }))}
          />
        </Form.Item>
      </Form>
      {problem && <ProblemAlert problem={problem} />}
    </Modal>
  );
}

function SecretDialog({ secret, onClose }: { secret: string; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      open
      title={t("subscriptions.created")}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      okText={t("subscriptions.stored")}
      onOk={onClose}
      cancelButtonProps={{ style: { display: "none" } }}
    >
      <Alert type="warning" showIcon className="cm-gap-below" title={t("subscriptions.once")} />
      <div className="cm-secret">
        <code data-testid="secret">{secret}</code>
        <CopyButton text={secret} />
      </div>
    </Modal>
  );
}
