import { UploadOutlined } from "@ant-design/icons";
import { Button, Form, Input, Modal, Upload } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useIdempotencyKey } from "@/api/idempotency";
import { type ApiProblem, asProblem } from "@/api/problem";
import { useAddAttachment } from "@/api/requirement-context";
import { readTextFile } from "@/lib/text-file";
import { showFieldErrors } from "@/ui/form-problem";
import { ProblemAlert, useProblemWords } from "@/ui/problem-alert";

interface Values {
  name: string;
  content: string;
}

interface AddAttachmentDialogProps {
  requirementId: string;
  onClose: () => void;
}

const MOST_BYTES = 256 * 1024;

const CODE_FIELDS = {
  "requirement.attachment-too-large": "content",
  "requirement.attachment-not-text": "content",
};

export function AddAttachmentDialog({ requirementId, onClose }: AddAttachmentDialogProps) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const wordsOf = useProblemWords();
  const add = useAddAttachment(requirementId);
  const { keyFor, settle } = useIdempotencyKey();

  const submit = ({ name, content }: Values) => {
    const request = { name: name.trim(), content };
    setProblem(null);
    add.mutate(
      { ...request, key: keyFor(request) },
      {
        onSuccess: () => {
          settle();
          onClose();
        },
        onError: (error) => {
          const refusal = asProblem(error);
          if (showFieldErrors(form, refusal, CODE_FIELDS, refusal.code, wordsOf(refusal))) {
            setProblem(refusal);
          }
        },
      },
    );
  };

  const take = async (file: File) => {
    const found = await readTextFile(file, MOST_BYTES);
    if ("problem" in found) {
      form.setFields([{ name: "content", errors: [t(`attachments.${found.problem}`)] }]);
      return;
    }
    form.setFieldsValue({ name: form.getFieldValue("name") || file.name, content: found.text });
    form.setFields([
      { name: "content", errors: [] },
      { name: "name", errors: [] },
    ]);
  };

  const checkSize = async (_: unknown, value?: string) => {
    if (!value?.trim()) throw new Error(t("attachments.contentMissing"));
    if (new Blob([value]).size > MOST_BYTES) throw new Error(t("attachments.too-large"));
  };

  return (
    <Modal
      open
      title={t("attachments.add")}
      okText={t("attachments.addSubmit")}
      cancelText={t("common.cancel")}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={add.isPending}
    >
      <p className="cm-muted cm-gap-below">{t("attachments.addWords")}</p>
      <Upload
        maxCount={1}
        showUploadList={false}
        beforeUpload={(file) => {
          void take(file);
          return false;
        }}
      >
        <Button icon={<UploadOutlined aria-hidden="true" />}>{t("attachments.choose")}</Button>
      </Upload>
      <Form
        form={form}
        name="attachment"
        layout="vertical"
        className="cm-gap-above"
        onFinish={submit}
        scrollToFirstError={{ focus: true }}
      >
        <Form.Item
          name="name"
          label={t("attachments.name")}
          rules={[{ required: true, whitespace: true, message: t("attachments.nameMissing") }]}
        >
          <Input
            className="cm-mono"
            maxLength={200}
            placeholder="error-log.txt"
            autoComplete="off"
          />
        </Form.Item>
        <Form.Item
          name="content"
          label={t("attachments.content")}
          required
          validateTrigger="onSubmit"
          rules={[{ validator: checkSize }]}
        >
          <Input.TextArea className="cm-mono" autoSize={{ minRows: 6, maxRows: 14 }} />
        </Form.Item>
      </Form>
      {problem && <ProblemAlert problem={problem} />}
    </Modal>
  );
}
