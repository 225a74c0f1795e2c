import { SearchOutlined } from "@ant-design/icons";
import { Input, Tree } from "antd";
import type { DataNode } from "antd/es/tree";
import { type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { DiffFile } from "@/api/types";

const LETTERS = {
  ADDED: ["A", "success"],
  MODIFIED: ["M", "active"],
  DELETED: ["D", "danger"],
  RENAMED: ["R", "warning"],
} as const;

/** A file with what was done to it, or one that is only there. */
export interface TreeEntry {
  path: string;
  change: DiffFile["change"] | null;
  additions?: number;
  deletions?: number;
  binary?: boolean;
}

interface Folder {
  folders: Map<string, Folder>;
  files: TreeEntry[];
}

function emptyFolder(): Folder {
  return { folders: new Map(), files: [] };
}

function sortIntoFolders(files: readonly TreeEntry[]): Folder {
  const root = emptyFolder();
  for (const file of files) {
    let folder = root;
    for (const name of file.path.split("/").slice(0, -1)) {
      const next = folder.folders.get(name) ?? emptyFolder();
      folder.folders.set(name, next);
      folder = next;
    }
    folder.files.push(file);
  }
  return root;
}

/** Folders with a single child are one line: src/main/java. */
function toNodes(folder: Folder, prefix: string, label: (file: TreeEntry) => DataNode): DataNode[] {
  const folders = [...folder.folders].map(([name, child]): DataNode => {
    let path = prefix + name;
    let title = name;
    let inner = child;
    while (inner.files.length === 0 && inner.folders.size === 1) {
      const [only] = inner.folders;
      if (!only) break;
      path += `/${only[0]}`;
      title += `/${only[0]}`;
      inner = only[1];
    }
    return {
      key: `${path}/`,
      title: <span className="cm-tree-folder">{title}</span>,
      selectable: false,
      children: toNodes(inner, `${path}/`, label),
    };
  });
  return [...folders, ...folder.files.map(label)];
}

function foldersOf(nodes: readonly DataNode[]): string {
  return nodes
    .filter(({ children }) => children)
    .map(({ key, children }) => `${key} ${foldersOf(children ?? [])}`)
    .join("");
}

interface FileTreeProps {
  files: readonly TreeEntry[];
  selected: string | null;
  onSelect: (path: string) => void;
  height: number;
  /** What a review adds to a file's line. */
  before?: ((path: string) => ReactNode) | undefined;
  after?: ((path: string) => ReactNode) | undefined;
}

export function FileTree(props: FileTreeProps) {
  const { files, selected, onSelect, height, before, after } = props;
  const { t } = useTranslation();
  const [filter, setFilter] = useState("");
  const nodes = useMemo(() => {
    const wanted = filter.trim().toLowerCase();
    const shown = wanted ? files.filter(({ path }) => path.toLowerCase().includes(wanted)) : files;
    return toNodes(sortIntoFolders(shown), "", (file) => ({
      key: file.path,
      title: <FileLine file={file} before={before} after={after} />,
      isLeaf: true,
    }));
  }, [files, filter, before, after]);
  return (
    <div className="cm-file-tree">
      <Input
        size="small"
        allowClear
        prefix={<SearchOutlined aria-hidden="true" />}
        placeholder={t("diff.filter")}
        aria-label={t("diff.filter")}
        value={filter}
        onChange={(event) => setFilter(event.target.value)}
      />
      {nodes.length === 0 ? (
        <p className="cm-muted">{t("diff.noFile")}</p>
      ) : (
        <Tree
          // A folder that was not there before is open like the others.
          key={`${filter} ${foldersOf(nodes)}`}
          treeData={nodes}
          defaultExpandAll
          blockNode
          virtual
          height={height}
          aria-label={t("diff.files")}
          selectedKeys={selected ? [selected] : []}
          onSelect={(_, { node }) => onSelect(String(node.key))}
        />
      )}
    </div>
  );
}

interface FileLineProps extends Pick<FileTreeProps, "before" | "after"> {
  file: TreeEntry;
}

function FileLine({ file, before, after }: FileLineProps) {
  const { t } = useTranslation();
  const [letter, tone] = file.change ? LETTERS[file.change] : ["", "quiet"];
  const { additions = 0, deletions = 0 } = file;
  const name = file.path.slice(file.path.lastIndexOf("/") + 1);
  return (
    <span className="cm-file-line" title={file.path}>
      {before?.(file.path)}
      <span
        className={`cm-file-letter cm-tone-${tone}`}
        title={file.change ? t(`diff.changes.${file.change}`) : undefined}
      >
        {letter}
      </span>
      <span className="cm-file-name">{name}</span>
      {after?.(file.path)}
      <span className="cm-counts">
        {file.binary ? (
          <span className="cm-muted">{t("diff.binaryShort")}</span>
        ) : (
          <>
            {additions > 0 && <span className="cm-tone-success">+{additions}</span>}
            {deletions > 0 && <span className="cm-tone-danger">−{deletions}</span>}
          </>
        )}
      </span>
    </span>
  );
}
