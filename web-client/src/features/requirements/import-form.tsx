import { Button, Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { asProblem } from "@/api/problem";
import { useImportDocument } from "@/api/requirement-context";
import { showFieldErrors } from "@/ui/form-problem";
import { ProblemAlert } from "@/ui/problem-alert";

interface ImportFormProps {
  requirementId: string;
  url: string;
  onDone?: () => void;
}

/** Reads a Feishu document into the requirement. */
export function ImportForm({ requirementId, url, onDone }: ImportFormProps) {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ url: string }>();
  const read = useImportDocument(requirementId);
  const submit = (values: { url: string }) =>
    read.mutate(values.url.trim(), {
      onSuccess: () => onDone?.(),
      onError: (error) => void showFieldErrors(form, asProblem(error)),
    });
  return (
    <Form form={form} name="import" layout="vertical" initialValues={{ url }} onFinish={submit}>
      <div className="cm-import">
        <Form.Item
          name="url"
          label={t("document.link")}
          validateTrigger="onSubmit"
          rules={[{ required: true, type: "url", message: t("document.linkWrong") }]}
        >
          <Input
            className="cm-mono"
            inputMode="url"
            placeholder={t("document.linkExample")}
            autoComplete="off"
          />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={read.isPending}>
          {t("document.import")}
        </Button>
      </div>
      {read.isError && asProblem(read.error).fieldErrors.length === 0 && (
        <ProblemAlert problem={asProblem(read.error)} />
      )}
    </Form>
  );
}
