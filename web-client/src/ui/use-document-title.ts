import { useEffect } from "react";

export function useDocumentTitle(...parts: (string | null | undefined)[]): void {
  const title = [...parts.filter(Boolean), "CodeMaster"].join(" · ");
  useEffect(() => {
    document.title = title;
  }, [title]);
}
