import {
  CheckSquareOutlined,
  CodeOutlined,
  EditOutlined,
  FileAddOutlined,
  FileSearchOutlined,
  FileTextOutlined,
  GlobalOutlined,
  SearchOutlined,
  TeamOutlined,
  ToolOutlined,
} from "@ant-design/icons";
import type { ReactNode } from "react";

const ICONS: Record<string, ReactNode> = {
  Read: <FileTextOutlined />,
  Write: <FileAddOutlined />,
  Edit: <EditOutlined />,
  MultiEdit: <EditOutlined />,
  NotebookEdit: <EditOutlined />,
  Bash: <CodeOutlined />,
  Glob: <FileSearchOutlined />,
  Grep: <SearchOutlined />,
  Agent: <TeamOutlined />,
  Task: <TeamOutlined />,
  TaskCreate: <CheckSquareOutlined />,
  TaskUpdate: <CheckSquareOutlined />,
  TodoWrite: <CheckSquareOutlined />,
  WebFetch: <GlobalOutlined />,
  WebSearch: <GlobalOutlined />,
};

export function ToolIcon({ name }: { name: string }) {
  return (
    <span className="cm-row-icon" aria-hidden="true">
      {ICONS[name] ?? <ToolOutlined />}
    </span>
  );
}
