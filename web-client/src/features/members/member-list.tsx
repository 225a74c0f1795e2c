import { UserAddOutlined } from "@ant-design/icons";
import { Button, Select, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { useChangeMember, useMembers, useRemoveMember } from "@/api/members";
import { itemsOf } from "@/api/pages";
import { asProblem } from "@/api/problem";
import type { Member, ProjectRole } from "@/api/types";
import { Face } from "@/ui/face";
import { ProblemAlert } from "@/ui/problem-alert";
import { useConfirm, useTellProblem } from "@/ui/use-confirm";
import { PROJECT_ROLES } from "./roles";

interface MemberListProps {
  projectId: string;
  meId: string;
  mayManage: boolean;
  /** A project that is archived keeps its members as they are. */
  frozen: boolean;
  onInvite: () => void;
  onLeft: () => void;
}

export function MemberList(props: MemberListProps) {
  const { projectId, mayManage, onInvite } = props;
  const { t } = useTranslation();
  const members = useMembers(projectId);
  if (members.isPending) return <Skeleton active paragraph={{ rows: 3 }} />;
  if (members.isError) {
    return (
      <ProblemAlert problem={asProblem(members.error)} onRetry={() => void members.refetch()} />
    );
  }
  const items = itemsOf(members.data);
  return (
    <>
      <ul className="cm-list" aria-label={t("members.title")}>
        {items.map((member) => (
          <MemberItem key={member.userId} member={member} {...props} />
        ))}
      </ul>
      {members.hasNextPage && (
        <Button loading={members.isFetchingNextPage} onClick={() => void members.fetchNextPage()}>
          {t("common.more")}
        </Button>
      )}
      {items.length === 1 && mayManage && (
        <p className="cm-hint">
          {t("members.alone")}{" "}
          <Button type="link" icon={<UserAddOutlined aria-hidden="true" />} onClick={onInvite}>
            {t("members.invite")}
          </Button>
        </p>
      )}
    </>
  );
}

interface MemberItemProps extends MemberListProps {
  member: Member;
}

function MemberItem({ member, projectId, meId, mayManage, frozen, onLeft }: MemberItemProps) {
  const { t } = useTranslation();
  const tell = useTellProblem(asProblem);
  const confirm = useConfirm(asProblem);
  const change = useChangeMember(projectId);
  const remove = useRemoveMember(projectId);
  const { userId, name, role } = member;
  const me = userId === meId;

  const askToRemove = () =>
    confirm({
      title: me ? t("members.leaveTitle") : t("members.removeTitle", { name }),
      words: me ? t("members.leaveWords") : t("members.removeWords"),
      yes: me ? t("members.leave") : t("members.remove"),
      run: async () => {
        await remove.mutateAsync(userId);
        if (me) onLeft();
      },
    });

  return (
    <li className="cm-list-item cm-person">
      <Face name={name} url={member.avatarUrl} size={34} />
      <div className="cm-list-main">
        <span className="cm-list-title">
          {name} {me && <span className="cm-muted cm-light">{t("members.you")}</span>}
        </span>
        {member.email && <span className="cm-muted cm-list-facts cm-break">{member.email}</span>}
      </div>
      {mayManage ? (
        <Select<ProjectRole>
          value={role}
          aria-label={t("members.roleOf", { name })}
          className="cm-role-select"
          popupMatchSelectWidth={false}
          onChange={(next) => change.mutate({ userId, role: next }, { onError: tell })}
          options={PROJECT_ROLES.map((value) => ({
            value,
            label: t(`projects.roles.${value}`),
          }))}
        />
      ) : (
        <span className="cm-tag">{t(`projects.roles.${role}`)}</span>
      )}
      {(mayManage || (me && !frozen)) && (
        <Button type="text" danger onClick={askToRemove}>
          {me ? t("members.leave") : t("members.remove")}
        </Button>
      )}
    </li>
  );
}
