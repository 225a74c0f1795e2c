import { Button, Checkbox, Select, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { useProject } from "@/api/projects";
import type { GenerationDetails, GenerationStatus } from "@/api/types";
import { generationTones } from "@/lib/tones";
import { useWords } from "@/ui/words";

const STATUSES = Object.keys(generationTones) as GenerationStatus[];

interface GenerationFiltersProps {
  search: URLSearchParams;
  /** One of the list, which knows what its requester is called. */
  example: GenerationDetails | undefined;
  onSearch: (next: URLSearchParams) => void;
}

/** What the list shows; what came by a link can be taken away. */
export function GenerationFilters({ search, example, onSearch }: GenerationFiltersProps) {
  const { t } = useTranslation();
  const change = (names: string[], value: string | null) => {
    const next = new URLSearchParams(search);
    for (const name of names) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    onSearch(next);
  };
  const chips = useChips(search, example);
  return (
    <div className="cm-filters">
      <Select
        allowClear
        value={STATUSES.find((status) => status === search.get("status")) ?? null}
        placeholder={t("generations.anyStatus")}
        aria-label={t("generations.status")}
        popupMatchSelectWidth={false}
        onChange={(value?: string) => change(["status"], value ?? null)}
        options={STATUSES.map((value) => ({ value, label: t(`codegen.statuses.${value}`) }))}
      />
      <Checkbox
        checked={search.get("mine") === "true"}
        onChange={({ target }) => change(["mine"], target.checked ? "true" : null)}
      >
        {t("generations.mine")}
      </Checkbox>
      {chips.map(({ names, label }) => (
        <Tag key={names.join()} closable onClose={() => change(names, null)}>
          {label}
        </Tag>
      ))}
      {search.size > 0 && (
        <Button type="link" onClick={() => onSearch(new URLSearchParams())}>
          {t("requirements.clear")}
        </Button>
      )}
    </div>
  );
}

interface Chip {
  names: string[];
  label: string;
}

function useChips(search: URLSearchParams, example: GenerationDetails | undefined): Chip[] {
  const { t } = useTranslation();
  const words = useWords();
  const projectId = search.get("projectId");
  const project = useProject(projectId ?? undefined);
  const chips: Chip[] = [];
  const add = (names: string[], label: string | undefined) => label && chips.push({ names, label });
  const from = search.get("from");
  const to = search.get("to");
  const code = search.get("failureCode");
  const person = search.get("requestedBy");
  const verdict = search.get("verdict");
  const objected = search.get("aiObjected");
  const followUp = search.get("followUp");
  if (from || to) {
    add(["from", "to", "zone"], t("generations.between", { from: from ?? "…", to: to ?? "…" }));
  }
  if (projectId) add(["projectId"], project.data?.name ?? projectId);
  if (code) add(["failureCode"], words(`failure.${code}.title`, code));
  if (person) add(["requestedBy"], example?.requestedBy?.name ?? person);
  add(["model"], search.get("model") ?? undefined);
  if (verdict) {
    add(
      ["verdict"],
      t("generations.verdict", { verdict: words(`requirements.statuses.${verdict}`, verdict) }),
    );
  }
  if (objected) {
    add(["aiObjected"], t(objected === "true" ? "statistics.objected" : "statistics.passed"));
  }
  if (followUp) {
    add(["followUp"], t(followUp === "true" ? "generations.rework" : "generations.first"));
  }
  return chips;
}
