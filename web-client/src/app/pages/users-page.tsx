import { UserAddOutlined } from "@ant-design/icons";
import { Button, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { ApiProblem } from "@/api/problem";
import { useMe } from "@/api/session";
import type { Role, UserStatus } from "@/api/types";
import type { UserFilter } from "@/api/users";
import { CreateUserDialog } from "@/features/users/create-user-dialog";
import { ROLES } from "@/features/users/roles";
import { UserList } from "@/features/users/user-list";
import { useCommands } from "@/ui/commands";
import { Page } from "@/ui/page";
import { SearchField } from "@/ui/search-field";
import { useDocumentTitle } from "@/ui/use-document-title";
import { ProblemPage } from "./problem-page";

const STATUSES: UserStatus[] = ["ACTIVE", "DISABLED"];
const FORBIDDEN = new ApiProblem(403, "users.admins-only", null, [], null);

export function UsersPage() {
  const { t } = useTranslation();
  const me = useMe().data;
  useDocumentTitle(t("users.title"));
  if (!me) return null;
  if (me.role !== "ADMIN") return <ProblemPage problem={FORBIDDEN} />;
  return <UsersView meId={me.id} />;
}

function UsersView({ meId }: { meId: string }) {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const [creating, setCreating] = useState(false);
  const create = () => setCreating(true);
  const filter: UserFilter = {
    q: search.get("q") ?? "",
    role: ROLES.find((role) => role === search.get("role")) ?? null,
    status: STATUSES.find((status) => status === search.get("status")) ?? null,
  };
  const show = (change: Partial<UserFilter>) => {
    const { q, role, status } = { ...filter, ...change };
    setSearch(
      { ...(q && { q }), ...(role && { role }), ...(status && { status }) },
      { replace: true },
    );
  };
  useCommands([
    {
      id: "create",
      label: t("users.create"),
      group: "do",
      keys: "c",
      icon: <UserAddOutlined />,
      run: create,
    },
  ]);
  return (
    <Page
      title={t("users.title")}
      below={t("users.words")}
      actions={
        <Button type="primary" icon={<UserAddOutlined aria-hidden="true" />} onClick={create}>
          {t("users.create")}
        </Button>
      }
    >
      <div className="cm-filters">
        <SearchField value={filter.q} label={t("users.search")} onSearch={(q) => show({ q })} />
        <Select
          allowClear
          value={filter.role}
          placeholder={t("users.anyRole")}
          aria-label={t("users.filterRole")}
          popupMatchSelectWidth={false}
          onChange={(role?: Role) => show({ role: role ?? null })}
          options={ROLES.map((value) => ({ value, label: t(`shell.roles.${value}`) }))}
        />
        <Select
          allowClear
          value={filter.status}
          placeholder={t("users.anyStatus")}
          aria-label={t("users.filterStatus")}
          popupMatchSelectWidth={false}
          onChange={(status?: UserStatus) => show({ status: status ?? null })}
          options={STATUSES.map((value) => ({ value, label: t(`users.statuses.${value}`) }))}
        />
      </div>
      <UserList filter={filter} meId={meId} />
      <CreateUserDialog open={creating} onClose={() => setCreating(false)} />
    </Page>
  );
}
