import { Form, Modal, Radio, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAddMember, useMembers } from "@/api/members";
import { itemsOf } from "@/api/pages";
import { type ApiProblem, asProblem } from "@/api/problem";
import type { ProjectRole, UserEntry } from "@/api/types";
import { useUserSearch } from "@/api/users";
import { Face } from "@/ui/face";
import { showFieldErrors } from "@/ui/form-problem";
import { ProblemAlert } from "@/ui/problem-alert";
import { useDebounced } from "@/ui/use-debounced";
import { PROJECT_ROLES } from "./roles";

interface Values {
  userId: string;
  role: ProjectRole;
}

interface InviteDialogProps {
  projectId: string;
  open: boolean;
  onClose: () => void;
}

export function InviteDialog({ projectId, open, onClose }: InviteDialogProps) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const add = useAddMember(projectId);

  const submit = (values: Values) => {
    setProblem(null);
    add.mutate(values, {
      onSuccess: () => {
        form.resetFields();
        onClose();
      },
      onError: (error) => {
        const refusal = asProblem(error);
        if (showFieldErrors(form, refusal)) setProblem(refusal);
      },
    });
  };

  return (
    <Modal
      open={open}
      title={t("members.invite")}
      okText={t("members.inviteSubmit")}
      cancelText={t("common.cancel")}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={add.isPending}
    >
      <Form
        form={form}
        name="invite"
        layout="vertical"
        initialValues={{ role: "DEVELOPER" }}
        onFinish={submit}
        scrollToFirstError={{ focus: true }}
      >
        <Form.Item
          name="userId"
          label={t("members.person")}
          extra={t("members.personHelp")}
          rules={[{ required: true, message: t("members.personMissing") }]}
        >
          <PersonSelect projectId={projectId} active={open} />
        </Form.Item>
        <Form.Item name="role" label={t("members.role")}>
          <Radio.Group className="cm-choices">
            {PROJECT_ROLES.map((role) => (
              <Radio key={role} value={role}>
                <strong>{t(`projects.roles.${role}`)}</strong>
                <span className="cm-muted">{t(`members.roleWords.${role}`)}</span>
              </Radio>
            ))}
          </Radio.Group>
        </Form.Item>
      </Form>
      {problem && <ProblemAlert problem={problem} />}
    </Modal>
  );
}

interface PersonSelectProps {
  projectId: string;
  active: boolean;
  /** Given by the form. */
  id?: string;
  value?: string;
  onChange?: (userId: string) => void;
}

function PersonSelect({ projectId, active, ...field }: PersonSelectProps) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const q = useDebounced(text.trim());
  const users = useUserSearch(q, active);
  const members = new Set(itemsOf(useMembers(projectId).data).map(({ userId }) => userId));
  const items = (users.data?.items ?? []).filter(({ status }) => status !== "DISABLED");
  return (
    <Select
      {...field}
      showSearch={{ filterOption: false, onSearch: setText }}
      placeholder={t("members.personExample")}
      loading={users.isFetching}
      notFoundContent={users.isFetching ? t("common.searching") : t("members.nobody")}
      options={items.map((user) => ({
        value: user.id,
        label: user.name,
        disabled: members.has(user.id),
        user,
      }))}
      optionRender={({ data }) => <Person user={data.user} member={members.has(data.user.id)} />}
    />
  );
}

function Person({ user, member }: { user: UserEntry; member: boolean }) {
  const { t } = useTranslation();
  return (
    <span className="cm-option">
      <Face name={user.name} url={user.avatarUrl} size={24} />
      <span>{user.name}</span>
      <span className="cm-muted">
        {member ? t("members.already") : user.role && t(`shell.roles.${user.role}`)}
      </span>
    </span>
  );
}
