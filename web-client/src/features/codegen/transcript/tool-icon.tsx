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
  Read: <FileTextOutlined aria-hidden="true" />,
  Write: <FileAddOutlined aria-hidden="true" />,
  Edit: <EditOutlined aria-hidden="true" />,
  MultiEdit: <EditOutlined aria-hidden="true" />,
  NotebookEdit: <EditOutlined aria-hidden="true" />,
  Bash: <CodeOutlined aria-hidden="true" />,
  Glob: <FileSearchOutlined aria-hidden="true" />,
  Grep: <SearchOutlined aria-hidden="true" />,
  Agent: <TeamOutlined aria-hidden="true" />,
  Task: <TeamOutlined aria-hidden="true" />,
  TaskCreate: <CheckSquareOutlined aria-hidden="true" />,
  TaskUpdate: <CheckSquareOutlined aria-hidden="true" />,
  TodoWrite: <CheckSquareOutlined aria-hidden="true" />,
  WebFetch: <GlobalOutlined aria-hidden="true" />,
  WebSearch: <GlobalOutlined aria-hidden="true" />,
};

export function ToolIcon({ name }: { name: string }) {
  return (
    <span className="cm-row-icon" aria-hidden="true">
      {ICONS[name] ?? <ToolOutlined aria-hidden="true" />}
    </span>
  );
}
