import { Form, Input, Modal, Radio, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type ApiProblem, asProblem } from "@/api/problem";
import { readRepository, useEditRepository, useRepository } from "@/api/repositories";
import type { RepositoryDetails, Versioned } from "@/api/types";
import { ConflictNotice } from "@/ui/conflict-notice";
import { showFieldErrors } from "@/ui/form-problem";
import { ProblemAlert, useProblemWords } from "@/ui/problem-alert";
import { useEditBase } from "@/ui/use-edit-base";
import { CODE_FIELDS } from "./code-fields";

interface EditRepositoryDialogProps {
  projectId: string;
  repositoryId: string;
  onClose: () => void;
}

export function EditRepositoryDialog({
  projectId,
  repositoryId,
  onClose,
}: EditRepositoryDialogProps) {
  const { t } = useTranslation();
  const repository = useRepository(repositoryId);
  if (repository.data) {
    return <EditForm projectId={projectId} repository={repository.data} onClose={onClose} />;
  }
  return (
    <Modal open title={t("repositories.edit")} onCancel={onClose} footer={null}>
      {repository.isError ? (
        <ProblemAlert problem={asProblem(repository.error)} />
      ) : (
        <Skeleton active />
      )}
    </Modal>
  );
}

type TokenChoice = "keep" | "replace" | "remove";
type Values = { defaultBranch: string; tokenChoice: TokenChoice; accessToken: string };

function baseOf({ defaultBranch, etag }: Versioned<RepositoryDetails>) {
  const values: Values = { defaultBranch, tokenChoice: "keep", accessToken: "" };
  return { values, etag };
}

interface EditFormProps {
  projectId: string;
  repository: Versioned<RepositoryDetails>;
  onClose: () => void;
}

function EditForm({ projectId, repository, onClose }: EditFormProps) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const wordsOf = useProblemWords();
  const edit = useEditRepository(projectId);
  const base = useEditBase<Values>(baseOf(repository), form, async () =>
    baseOf(await readRepository(repository.id)),
  );
  const { present, lastFour } = repository.credential;
  const choice = Form.useWatch("tokenChoice", form) ?? "keep";

  const submit = (values: Values) => {
    const { defaultBranch } = base.changes({
      ...values,
      defaultBranch: values.defaultBranch.trim(),
    });
    const request = {
      ...(defaultBranch && { defaultBranch }),
      ...(values.tokenChoice === "replace" && { accessToken: values.accessToken.trim() }),
      ...(values.tokenChoice === "remove" && { accessToken: null }),
    };
    setProblem(null);
    if (Object.keys(request).length === 0) return onClose();
    edit.mutate(
      { repositoryId: repository.id, request, etag: base.etag },
      {
        onSuccess: onClose,
        onError: (error) => {
          const refusal = asProblem(error);
          if (refusal.status === 412) {
            void base.rebase().catch((cause: unknown) => setProblem(asProblem(cause)));
          } else if (showFieldErrors(form, refusal, CODE_FIELDS, refusal.code, wordsOf(refusal))) {
            setProblem(refusal);
          }
        },
      },
    );
  };

  return (
    <Modal
      open
      title={t("repositories.edit")}
      okText={base.theirs ? t("conflict.saveAnyway") : t("common.save")}
      cancelText={t("common.cancel")}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={edit.isPending}
    >
      <p className="cm-mono cm-muted cm-break">{repository.gitUrl}</p>
      {base.theirs && (
        <ConflictNotice
          changes={base.theirs.map(({ field, before, after, conflict }) => ({
            field,
            label: t("repositories.defaultBranch"),
            before: String(before),
            after: String(after),
            conflict,
          }))}
        />
      )}
      <Form
        form={form}
        name="edit-repository"
        layout="vertical"
        initialValues={baseOf(repository).values}
        onFinish={submit}
      >
        <Form.Item
          name="defaultBranch"
          label={t("repositories.defaultBranch")}
          rules={[{ required: true, whitespace: true, message: t("repositories.branchNeeded") }]}
        >
          <Input className="cm-mono" autoComplete="off" />
        </Form.Item>
        <Form.Item name="tokenChoice" label={t("repositories.accessToken")}>
          <Radio.Group>
            <Radio value="keep">
              {present
                ? t("repositories.tokenKeep", { lastFour: lastFour ?? "" })
                : t("repositories.tokenNone")}
            </Radio>
            <Radio value="replace">
              {present ? t("repositories.tokenReplace") : t("repositories.tokenAdd")}
            </Radio>
            {present && <Radio value="remove">{t("repositories.tokenRemove")}</Radio>}
          </Radio.Group>
        </Form.Item>
        {choice === "replace" && (
          <Form.Item
            name="accessToken"
            label={t("repositories.newToken")}
            extra={t("repositories.newTokenHelp")}
            rules={[{ required: true, whitespace: true, message: t("repositories.tokenNeeded") }]}
          >
            <Input.Password autoComplete="off" className="cm-mono" />
          </Form.Item>
        )}
      </Form>
      {edit.isPending && <p role="status">{t("repositories.proving")}</p>}
      {problem && <ProblemAlert problem={problem} />}
    </Modal>
  );
}
