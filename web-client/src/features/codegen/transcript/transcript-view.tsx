import { ArrowDownOutlined } from "@ant-design/icons";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Virtuoso, type VirtuosoHandle } from "react-virtuoso";
import { BlockView } from "./block-view";
import { ConnectionChip } from "./connection-chip";
import { LiveTail } from "./live-tail";
import { RawView } from "./raw-view";
import { TodoStrip } from "./todo-strip";
import { TranscriptProvider } from "./transcript-context";
import { TranscriptToolbar } from "./transcript-toolbar";
import { useFollow } from "./use-follow";
import { useSearch } from "./use-search";
import type { Transcript } from "./use-transcript";

interface TranscriptViewProps {
  taskId: string;
  transcript: Transcript;
  live: boolean;
  demo: boolean;
  /** Of a replay: how often the playhead was moved by hand, which brings the end into view. */
  seeks?: number;
  chip?: ReactNode;
}

export function TranscriptView(props: TranscriptViewProps) {
  const { taskId, transcript, live, demo, seeks, chip } = props;
  const { t } = useTranslation();
  const { log, state, feed } = transcript;
  const { blocks, rows } = state;
  const list = useRef<VirtuosoHandle>(null);
  const [raw, setRaw] = useState(false);
  const follow = useFollow(live || seeks !== undefined);
  const { toEnd } = follow;
  const seen = useRef(0);
  const watched = useRef(live);
  if (live) watched.current = true;
  // The history of a run that was over before is nothing new.
  if (follow.following || !watched.current) seen.current = blocks.length;
  const unseen = blocks.length - seen.current;

  useEffect(() => {
    if (seeks !== undefined) toEnd();
  }, [seeks, toEnd]);

  const search = useSearch(log, (index) => {
    follow.stay();
    list.current?.scrollToIndex({ index, align: "center" });
  });
  const scope = useMemo(
    () => ({ taskId, log, live, demo, cwd: state.cwd }),
    [taskId, log, live, demo, state.cwd],
  );
  const context = useMemo(() => ({ state, live, feed }), [state, live, feed]);

  return (
    <TranscriptProvider value={scope}>
      <div className="cm-transcript">
        <TranscriptToolbar
          search={search}
          raw={raw}
          onRaw={setRaw}
          chip={feed ? <ConnectionChip feed={feed} lastSequence={state.lastSequence} /> : chip}
        />
        <TodoStrip todos={state.todos} live={live} />
        <div className="cm-transcript-body">
          {raw ? (
            <RawView
              log={log}
              attach={follow.attach}
              onGrown={follow.onGrown}
              following={follow.following}
            />
          ) : (
            <Virtuoso
              ref={list}
              className="cm-scroller"
              aria-label={t("transcript.title")}
              role="log"
              aria-live="off"
              tabIndex={0}
              data={blocks}
              context={context}
              scrollerRef={(element) =>
                follow.attach(element instanceof HTMLElement ? element : null)
              }
              totalListHeightChanged={follow.onGrown}
              defaultItemHeight={40}
              increaseViewportBy={{ top: 300, bottom: 500 }}
              components={{ Footer: LiveTail }}
              itemContent={(index, block) => (
                <BlockView
                  block={block}
                  rows={rows}
                  tail={live && index === blocks.length - 1}
                  highlighted={search.current === index}
                />
              )}
            />
          )}
          {!follow.following && (live || unseen > 0) && (
            <button type="button" className="cm-pill" onClick={follow.toEnd}>
              <ArrowDownOutlined aria-hidden="true" />{" "}
              {unseen > 0 ? t("transcript.new", { count: unseen }) : t("transcript.follow")}
            </button>
          )}
        </div>
      </div>
    </TranscriptProvider>
  );
}
