import { UserAddOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { Rights } from "@/api/access";
import type { ProjectDetails, UserDetails } from "@/api/types";
import { InviteDialog } from "@/features/members/invite-dialog";
import { MemberList } from "@/features/members/member-list";
import { paths } from "@/lib/paths";
import { useCommands } from "@/ui/commands";

interface MembersTabProps {
  project: ProjectDetails;
  me: UserDetails;
  rights: Rights;
}

export function MembersTab({ project, me, rights }: MembersTabProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [inviting, setInviting] = useState(false);
  const invite = () => setInviting(true);
  useCommands(
    rights.manage
      ? [
          {
            id: "invite",
            label: t("members.invite"),
            group: "do",
            keys: "i",
            icon: <UserAddOutlined />,
            run: invite,
          },
        ]
      : [],
  );
  return (
    <section aria-labelledby="members">
      <div className="cm-section-head">
        <h2 id="members">{t("members.title")}</h2>
        {rights.manage && (
          <Button icon={<UserAddOutlined aria-hidden="true" />} onClick={invite}>
            {t("members.invite")}
          </Button>
        )}
      </div>
      <MemberList
        projectId={project.id}
        meId={me.id}
        mayManage={rights.manage}
        frozen={project.archived}
        onInvite={invite}
        onLeft={() => {
          if (me.role !== "ADMIN") void navigate(paths.projects());
        }}
      />
      <InviteDialog projectId={project.id} open={inviting} onClose={() => setInviting(false)} />
    </section>
  );
}
