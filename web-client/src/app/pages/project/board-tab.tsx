import type { Rights } from "@/api/access";
import { BoardView } from "@/features/board/board-view";

interface BoardTabProps {
  projectId: string;
  rights: Rights;
}

export function BoardTab({ projectId, rights }: BoardTabProps) {
  return <BoardView projectId={projectId} mayLimit={rights.manage} />;
}
