import { Form, Input, Modal, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useIdempotencyKey } from "@/api/idempotency";
import { type ApiProblem, asProblem } from "@/api/problem";
import { useLinkRepository } from "@/api/repositories";
import type { Platform } from "@/api/types";
import { findGitUrlProblem, guessPlatform } from "@/lib/git-url";
import { showFieldErrors } from "@/ui/form-problem";
import { ProblemAlert, useProblemWords } from "@/ui/problem-alert";
import { CODE_FIELDS } from "./code-fields";

interface Values {
  gitUrl: string;
  platform: Platform;
  accessToken?: string;
  defaultBranch?: string;
}

interface LinkRepositoryDialogProps {
  projectId: string;
  open: boolean;
  onClose: () => void;
}

const PLATFORMS: Platform[] = ["GITHUB", "GITLAB", "GIT"];

export function LinkRepositoryDialog({ projectId, open, onClose }: LinkRepositoryDialogProps) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const link = useLinkRepository(projectId);
  const { keyFor, settle } = useIdempotencyKey();
  const wordsOf = useProblemWords();

  const submit = (values: Values) => {
    const request = {
      gitUrl: values.gitUrl.trim(),
      platform: values.platform,
      ...(values.accessToken && { accessToken: values.accessToken.trim() }),
      ...(values.defaultBranch?.trim() && { defaultBranch: values.defaultBranch.trim() }),
    };
    setProblem(null);
    link.mutate(
      { request, key: keyFor(request) },
      {
        onSuccess: () => {
          settle();
          form.resetFields();
          onClose();
        },
        onError: (error) => {
          const refusal = asProblem(error);
          const left = showFieldErrors(form, refusal, CODE_FIELDS, refusal.code, wordsOf(refusal));
          if (left) setProblem(refusal);
        },
      },
    );
  };

  const checkUrl = async (_: unknown, value?: string) => {
    const found = value?.trim() ? findGitUrlProblem(value.trim()) : "shape";
    if (found) throw new Error(t(`repositories.urlProblem.${found}`));
  };

  return (
    <Modal
      open={open}
      title={t("repositories.link")}
      okText={t("repositories.linkSubmit")}
      cancelText={t("common.cancel")}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={link.isPending}
    >
      <p className="cm-muted">{t("repositories.linkWords")}</p>
      <Form
        form={form}
        name="link-repository"
        layout="vertical"
        initialValues={{ platform: "GIT" }}
        onFinish={submit}
        onValuesChange={(changed: Partial<Values>) => {
          const guess = changed.gitUrl && guessPlatform(changed.gitUrl);
          if (guess) form.setFieldValue("platform", guess);
        }}
      >
        <Form.Item
          name="gitUrl"
          label={t("repositories.url")}
          required
          validateTrigger="onBlur"
          rules={[{ validator: checkUrl }]}
        >
          <Input
            placeholder="https://git.example.com/team/shop.git"
            className="cm-mono"
            inputMode="url"
            autoComplete="off"
          />
        </Form.Item>
        <Form.Item name="platform" label={t("repositories.platform")}>
          <Select
            options={PLATFORMS.map((value) => ({
              value,
              label: t(`repositories.platforms.${value}`),
            }))}
          />
        </Form.Item>
        <Form.Item
          name="accessToken"
          label={t("repositories.accessToken")}
          extra={t("repositories.accessTokenHelp")}
        >
          <Input.Password autoComplete="off" className="cm-mono" />
        </Form.Item>
        <Form.Item
          name="defaultBranch"
          label={t("repositories.defaultBranch")}
          extra={t("repositories.defaultBranchHelp")}
        >
          <Input className="cm-mono" placeholder="main" autoComplete="off" />
        </Form.Item>
      </Form>
      {link.isPending && <p role="status">{t("repositories.proving")}</p>}
      {problem && <ProblemAlert problem={problem} />}
    </Modal>
  );
}
