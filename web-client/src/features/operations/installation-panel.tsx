import { Progress, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { useDisk, useVersions } from "@/api/operations";
import { asProblem } from "@/api/problem";
import type { Disk } from "@/api/types";
import { formatBytes } from "@/lib/format";
import { ProblemAlert } from "@/ui/problem-alert";

const NEARLY_FULL = 90;

/** The machine under the product. */
export function InstallationPanel() {
  return (
    <div className="cm-operations-columns">
      <DiskPanel />
      <VersionPanel />
    </div>
  );
}

function DiskPanel() {
  const { t } = useTranslation();
  const disk = useDisk();
  return (
    <section aria-labelledby="disk-title">
      <h3 id="disk-title">{t("operations.disk")}</h3>
      {disk.isPending && <Skeleton active paragraph={{ rows: 3 }} />}
      {disk.isError && (
        <ProblemAlert problem={asProblem(disk.error)} onRetry={() => void disk.refetch()} />
      )}
      {disk.data && <DiskFacts disk={disk.data} />}
    </section>
  );
}

function DiskFacts({ disk }: { disk: Disk }) {
  const { t } = useTranslation();
  const { data, work } = disk;
  const used =
    data.totalBytes && data.freeBytes != null
      ? Math.round((1 - data.freeBytes / data.totalBytes) * 100)
      : null;
  const size = (bytes: number | null | undefined) => (bytes == null ? "–" : formatBytes(bytes));
  return (
    <>
      {used !== null && (
        <>
          <Progress
            percent={used}
            aria-label={t("operations.diskUsed")}
            status={used >= NEARLY_FULL ? "exception" : "normal"}
          />
          <p className={used >= NEARLY_FULL ? "cm-operations-error" : "cm-muted"}>
            {t("operations.free", { size: size(data.freeBytes) })}{" "}
            {used >= NEARLY_FULL && t("operations.diskFix")}
          </p>
        </>
      )}
      <dl className="cm-operations-facts">
        <div>
          <dt>{t("operations.dataDirectory")}</dt>
          <dd>
            {size(data.usedBytes)} <code className="cm-break">{data.path}</code>
          </dd>
        </div>
        <div>
          <dt>{t("operations.workDirectory")}</dt>
          <dd>
            {size(work?.usedBytes)} {work && <code className="cm-break">{work.path}</code>}
          </dd>
        </div>
        <div>
          <dt>{t("operations.mirrors")}</dt>
          <dd>{size(disk.mirrorBytes)}</dd>
        </div>
        <div>
          <dt>{t("operations.database")}</dt>
          <dd>{size(disk.databaseBytes)}</dd>
        </div>
      </dl>
    </>
  );
}

function VersionPanel() {
  const { t } = useTranslation();
  const versions = useVersions();
  return (
    <section aria-labelledby="versions-title">
      <h3 id="versions-title">{t("operations.versions")}</h3>
      {versions.isPending && <Skeleton active paragraph={{ rows: 3 }} />}
      {versions.isError && (
        <ProblemAlert problem={asProblem(versions.error)} onRetry={() => void versions.refetch()} />
      )}
      <dl className="cm-operations-facts">
        {versions.data?.items.map((part) => (
          <div key={part.id}>
            <dt>{part.name}</dt>
            <dd className="cm-break">{part.version ?? t("operations.unknownVersion")}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
