import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { DiffFile } from "@/api/types";
import type { PatchState } from "./use-patches";

interface FileNoteProps {
  file: DiffFile;
  loaded: boolean;
  state: PatchState | null;
  onLoad: () => void;
}

export function FileHeadNote(props: FileNoteProps) {
  const { additions, deletions } = props.file;
  return (
    <span className="cm-file-head">
      <FileNote {...props} />
      <span className="cm-counts">
        {additions > 0 && <span className="cm-tone-success">+{additions}</span>}
        {deletions > 0 && <span className="cm-tone-danger">−{deletions}</span>}
      </span>
    </span>
  );
}

/** Why a file shows no lines, said plainly, with the way to see them where there is one. */
function FileNote({ file, loaded, state, onLoad }: FileNoteProps) {
  const { t } = useTranslation();
  if (file.binary) return <span className="cm-file-note">{t("diff.binary")}</span>;
  if (loaded) return null;
  if (state === "loading") return <span className="cm-file-note">{t("diff.loading")}</span>;
  if (state === "failed") {
    return (
      <span className="cm-file-note">
        <span className="cm-file-note-words">{t("diff.failed")} </span>
        <Button size="small" onClick={onLoad}>
          {t("common.tryAgain")}
        </Button>
      </span>
    );
  }
  if (file.truncated) {
    return (
      <span className="cm-file-note">
        <span className="cm-file-note-words">{t("diff.truncated")} </span>
        <Button size="small" onClick={onLoad}>
          {t("diff.loadAnyway")}
        </Button>
      </span>
    );
  }
  if (file.additions + file.deletions === 0) {
    return (
      <span className="cm-file-note">
        {file.change === "RENAMED" ? t("diff.renamedOnly") : t("diff.empty")}
      </span>
    );
  }
  return null;
}
