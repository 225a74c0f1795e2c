import { Alert, Checkbox, Form, Input, Modal, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCreateToken } from "@/api/account";
import { type ApiProblem, asProblem } from "@/api/problem";
import type { TokenScope } from "@/api/types";
import { CopyButton } from "@/ui/copy-button";
import { showFieldErrors } from "@/ui/form-problem";
import { ProblemAlert } from "@/ui/problem-alert";

interface Values {
  name: string;
  scopes: TokenScope[];
  days: number;
}

const SCOPES: TokenScope[] = ["read", "write", "events:read"];
const LIFETIMES = [7, 30, 90, 365];
const DAY_MS = 86_400_000;

/** Shown only while it is open: what it held, above all the secret, is gone when it closes. */
export function CreateTokenDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const create = useCreateToken();

  const submit = ({ name, scopes, days }: Values) => {
    setProblem(null);
    const expiresAt = new Date(Date.now() + days * DAY_MS).toISOString();
    create.mutate(
      { name: name.trim(), scopes, expiresAt },
      {
        onSuccess: ({ token }) => setSecret(token),
        onError: (error) => {
          const refusal = asProblem(error);
          if (showFieldErrors(form, refusal)) setProblem(refusal);
        },
      },
    );
  };

  // `required` would put aria-required on the group, which a group may not have.
  const needsOne = async (_: unknown, scopes?: TokenScope[]) => {
    if (!scopes?.length) throw new Error(t("tokens.scopesMissing"));
  };

  if (secret) return <SecretDialog secret={secret} onClose={onClose} />;
  return (
    <Modal
      open
      title={t("tokens.create")}
      okText={t("tokens.createSubmit")}
      cancelText={t("common.cancel")}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={create.isPending}
    >
      <Form
        form={form}
        name="create-token"
        layout="vertical"
        initialValues={{ scopes: ["read"], days: 90 }}
        onFinish={submit}
        scrollToFirstError={{ focus: true }}
      >
        <Form.Item
          name="name"
          label={t("tokens.name")}
          extra={t("tokens.nameHelp")}
          rules={[{ required: true, whitespace: true, message: t("tokens.nameMissing") }]}
        >
          <Input maxLength={100} placeholder={t("tokens.nameExample")} autoComplete="off" />
        </Form.Item>
        <Form.Item name="scopes" label={t("tokens.scopes")} rules={[{ validator: needsOne }]}>
          <Checkbox.Group className="cm-choices">
            {SCOPES.map((scope) => (
              <Checkbox key={scope} value={scope}>
                <strong className="cm-mono">{scope}</strong>
                <span className="cm-muted">{t(`tokens.scopeWords.${scope}`)}</span>
              </Checkbox>
            ))}
          </Checkbox.Group>
        </Form.Item>
        <Form.Item name="days" label={t("tokens.lifetime")}>
          <Select
            options={LIFETIMES.map((days) => ({
              value: days,
              label: t("tokens.days", { count: days }),
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
      title={t("tokens.created")}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      okText={t("tokens.stored")}
      onOk={onClose}
      cancelButtonProps={{ style: { display: "none" } }}
    >
      <Alert type="warning" showIcon className="cm-gap-below" title={t("tokens.once")} />
      <div className="cm-secret">
        <code data-testid="token">{secret}</code>
        <CopyButton text={secret} />
      </div>
    </Modal>
  );
}
