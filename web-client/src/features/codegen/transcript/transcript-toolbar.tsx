import { DownOutlined, SearchOutlined, UpOutlined } from "@ant-design/icons";
import { Button, Input, Segmented } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { TranscriptSearch } from "./use-search";

interface TranscriptToolbarProps {
  search: TranscriptSearch;
  raw: boolean;
  onRaw: (raw: boolean) => void;
  /** How up to date the rows are. */
  chip: ReactNode;
}

export function TranscriptToolbar(props: TranscriptToolbarProps) {
  const { search, raw, onRaw, chip } = props;
  const { t } = useTranslation();
  return (
    <div className="cm-toolbar">
      {chip}
      <span className="cm-spring" />
      {!raw && (
        <div className="cm-search">
          <Input
            size="small"
            allowClear
            prefix={<SearchOutlined aria-hidden="true" />}
            placeholder={t("transcript.search")}
            aria-label={t("transcript.search")}
            value={search.query}
            onChange={(event) => search.setQuery(event.target.value)}
            onPressEnter={(event) => search.step(event.shiftKey ? -1 : 1)}
          />
          {search.query !== "" && (
            <>
              <span className="cm-search-count" role="status">
                {t("transcript.hits", { position: search.position, count: search.hits.length })}
              </span>
              <Button
                size="small"
                type="text"
                icon={<UpOutlined aria-hidden="true" />}
                aria-label={t("transcript.previousHit")}
                disabled={search.hits.length === 0}
                onClick={() => search.step(-1)}
              />
              <Button
                size="small"
                type="text"
                icon={<DownOutlined aria-hidden="true" />}
                aria-label={t("transcript.nextHit")}
                disabled={search.hits.length === 0}
                onClick={() => search.step(1)}
              />
            </>
          )}
        </div>
      )}
      <Segmented
        size="small"
        value={raw ? "raw" : "rows"}
        aria-label={t("transcript.view")}
        options={[
          { value: "rows", label: t("transcript.rows") },
          { value: "raw", label: t("transcript.raw") },
        ]}
        onChange={(value) => onRaw(value === "raw")}
      />
    </div>
  );
}
