import { BellOutlined } from "@ant-design/icons";
import { Badge } from "antd";
import { useTranslation } from "react-i18next";
import { NavLink } from "react-router";
import { useUnreadCount } from "@/api/notices";
import { paths } from "@/lib/paths";

/** How much is unread, on every page. */
export function NoticeBell() {
  const { t } = useTranslation();
  const count = useUnreadCount().data?.unread ?? 0;
  const label = count > 0 ? t("notices.unread", { count }) : t("notices.bell");
  return (
    <NavLink to={paths.inbox()} className="cm-bell" aria-label={label} title={label}>
      <Badge count={count} size="small" overflowCount={99} offset={[1, 3]}>
        <BellOutlined aria-hidden="true" />
      </Badge>
    </NavLink>
  );
}
