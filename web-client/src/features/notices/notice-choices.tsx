import { Skeleton, Switch } from "antd";
import { useTranslation } from "react-i18next";
import { useChangeNoticePreferences, useNoticePreferences } from "@/api/notices";
import { asProblem } from "@/api/problem";
import type { NoticePreferences } from "@/api/types";
import { ProblemAlert } from "@/ui/problem-alert";
import { useTellProblem } from "@/ui/use-confirm";

const TOPICS = ["GENERATION", "AI_REVIEW", "VERDICT", "MERGE"] as const;
const CHANNELS = ["inbox", "feishu"] as const;

interface NoticeChoicesProps {
  feishu: boolean;
}

/** What somebody wants to hear of, and where; each switch is saved at once. */
export function NoticeChoices({ feishu }: NoticeChoicesProps) {
  const { t } = useTranslation();
  const tell = useTellProblem(asProblem);
  const choices = useNoticePreferences();
  const change = useChangeNoticePreferences();
  if (choices.isPending) return <Skeleton active paragraph={{ rows: 3 }} />;
  if (choices.isError) {
    return (
      <ProblemAlert problem={asProblem(choices.error)} onRetry={() => void choices.refetch()} />
    );
  }
  const { data } = choices;
  const channels = CHANNELS.filter((channel) => channel === "inbox" || feishu);
  const set = (channel: keyof NoticePreferences, topic: (typeof TOPICS)[number], on: boolean) =>
    change.mutate({ ...data, [channel]: { ...data[channel], [topic]: on } }, { onError: tell });
  return (
    <div className="cm-table-scroll">
      <table className="cm-choices-table">
        <thead>
          <tr>
            <td />
            {channels.map((channel) => (
              <th key={channel} scope="col">
                {t(`noticeChoices.channels.${channel}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {TOPICS.map((topic) => (
            <tr key={topic}>
              <th scope="row">{t(`noticeChoices.topics.${topic}`)}</th>
              {channels.map((channel) => (
                <td key={channel}>
                  <Switch
                    checked={data[channel][topic] ?? true}
                    aria-label={t("noticeChoices.choice", {
                      topic: t(`noticeChoices.topics.${topic}`),
                      channel: t(`noticeChoices.channels.${channel}`),
                    })}
                    onChange={(on) => set(channel, topic, on)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
