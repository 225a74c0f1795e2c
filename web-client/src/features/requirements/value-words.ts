import { useTranslation } from "react-i18next";
import { useMembers } from "@/api/members";
import { itemsOf } from "@/api/pages";
import { useRepositories } from "@/api/repositories";
import { useWords } from "@/ui/words";

interface ValueWords {
  labelOf: (field: string) => string;
  wordsOf: (field: string, value: unknown) => string;
}

/** The fields of a requirement and their values in words: names instead of ids. */
export function useValueWords(projectId: string): ValueWords {
  const { t } = useTranslation();
  const words = useWords();
  const members = itemsOf(useMembers(projectId).data);
  const repositories = useRepositories(projectId).data?.items ?? [];
  const labelOf = (field: string) => words(`requirements.fields.${field}`, field);
  const wordsOf = (field: string, value: unknown) => {
    if (value === null || value === undefined || value === "") {
      return field === "description" ? "" : t("requirements.none");
    }
    const text = String(value);
    switch (field) {
      case "priority":
        return words(`requirements.priorities.${text}`, text);
      case "status":
        return words(`requirements.statuses.${text}`, text);
      case "assignee":
      case "assigneeId":
        return members.find(({ userId }) => userId === text)?.name ?? text;
      case "repository":
      case "repositoryId":
        return repositories.find(({ id }) => id === text)?.gitUrl ?? text;
      default:
        return text;
    }
  };
  return { labelOf, wordsOf };
}
