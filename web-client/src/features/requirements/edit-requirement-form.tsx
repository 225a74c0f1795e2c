import { Button, Form } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type ApiProblem, asProblem } from "@/api/problem";
import { readRequirement, useEditRequirement } from "@/api/requirements";
import type { RequirementDetails, Versioned } from "@/api/types";
import { ConflictNotice } from "@/ui/conflict-notice";
import { showFieldErrors } from "@/ui/form-problem";
import { ProblemAlert } from "@/ui/problem-alert";
import { useEditBase } from "@/ui/use-edit-base";
import { RequirementFields, type RequirementValues } from "./requirement-fields";
import { useValueWords } from "./value-words";

interface EditRequirementFormProps {
  requirement: Versioned<RequirementDetails>;
  onDone: () => void;
}

function baseOf(requirement: Versioned<RequirementDetails>) {
  const { title, description, priority, repositoryId, targetBranch, assigneeId } = requirement;
  const values: RequirementValues = {
    title,
    description,
    priority,
    repositoryId: repositoryId ?? null,
    targetBranch: targetBranch ?? "",
    assigneeId: assigneeId ?? null,
  };
  return { values, etag: requirement.etag };
}

export function EditRequirementForm({ requirement, onDone }: EditRequirementFormProps) {
  const { t } = useTranslation();
  const { id, projectId } = requirement;
  const [form] = Form.useForm<RequirementValues>();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const edit = useEditRequirement(id);
  const base = useEditBase<RequirementValues>(baseOf(requirement), form, async () =>
    baseOf(await readRequirement(id)),
  );
  const { labelOf, wordsOf } = useValueWords(projectId);

  const submit = (values: RequirementValues) => {
    const { targetBranch, ...changes } = base.changes({
      ...values,
      title: values.title.trim(),
      targetBranch: values.targetBranch.trim(),
    });
    const request = {
      ...changes,
      ...(targetBranch !== undefined && { targetBranch: targetBranch || null }),
    };
    setProblem(null);
    if (Object.keys(request).length === 0) return onDone();
    edit.mutate(
      { request, etag: base.etag },
      {
        onSuccess: onDone,
        onError: (error) => {
          const refusal = asProblem(error);
          if (refusal.status === 412) {
            void base.rebase().catch((cause: unknown) => setProblem(asProblem(cause)));
          } else if (showFieldErrors(form, refusal)) setProblem(refusal);
        },
      },
    );
  };

  return (
    <Form
      form={form}
      layout="vertical"
      className="cm-form"
      initialValues={baseOf(requirement).values}
      onFinish={submit}
      scrollToFirstError={{ focus: true }}
    >
      {base.theirs && (
        <ConflictNotice
          changes={base.theirs.map(({ field, before, after, conflict }) => ({
            field,
            label: labelOf(field),
            before: wordsOf(field, before),
            after: wordsOf(field, after),
            conflict,
          }))}
        />
      )}
      <RequirementFields projectId={projectId} />
      {problem && (
        <div className="cm-gap-below">
          <ProblemAlert problem={problem} />
        </div>
      )}
      <div className="cm-form-actions">
        <Button type="primary" htmlType="submit" loading={edit.isPending}>
          {base.theirs ? t("conflict.saveAnyway") : t("common.save")}
        </Button>
        <Button onClick={onDone}>{t("common.cancel")}</Button>
      </div>
    </Form>
  );
}
