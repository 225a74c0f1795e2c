import { useTranslation } from "react-i18next";
import type { AnalysisResult } from "@/api/types";
import { CodeBlock } from "@/ui/code-block";

/** The parts of a repository as the agent found them. */
export function AnalysisReport({ result }: { result: AnalysisResult }) {
  const { t } = useTranslation();
  const { modules, techStack, entryPoints, structure, codeStyle } = result;
  const most = Math.max(1, ...modules.map(({ fileCount }) => fileCount));
  const style = [
    ["naming", codeStyle.naming],
    ["errorHandling", codeStyle.errorHandling],
    ["testFramework", codeStyle.testFramework],
  ] as const;
  return (
    <div className="cm-report">
      <section className="cm-card-box cm-report-wide" aria-labelledby="modules">
        <h3 id="modules">
          {t("analysis.modules")} <span className="cm-count">{modules.length}</span>
        </h3>
        <ul className="cm-modules">
          {modules.map(({ path, description, fileCount }) => (
            <li key={path}>
              <span className="cm-mono cm-break">{path}</span>
              <span className="cm-module-count">
                <span className="cm-module-bar" aria-hidden="true">
                  <span style={{ width: `${(100 * fileCount) / most}%` }} />
                </span>
                <span className="cm-digits">{t("codegen.files", { count: fileCount })}</span>
              </span>
              <span className="cm-muted">{description}</span>
            </li>
          ))}
        </ul>
      </section>
      <section className="cm-card-box" aria-labelledby="stack">
        <h3 id="stack">{t("analysis.stack")}</h3>
        <dl className="cm-report-list">
          {techStack.map(({ name, version, purpose }) => (
            <div key={name}>
              <dt>
                {name} {version && <span className="cm-key">{version}</span>}
              </dt>
              <dd className="cm-muted">{purpose}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section className="cm-card-box" aria-labelledby="entries">
        <h3 id="entries">{t("analysis.entryPoints")}</h3>
        <dl className="cm-report-list">
          {entryPoints.map(({ path, description }) => (
            <div key={path}>
              <dt className="cm-mono cm-break">{path}</dt>
              <dd className="cm-muted">{description}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section className="cm-card-box" aria-labelledby="style">
        <h3 id="style">{t("analysis.style")}</h3>
        <dl className="cm-report-list">
          {style.map(([name, words]) => (
            <div key={name}>
              <dt>{t(`analysis.${name}`)}</dt>
              <dd className="cm-muted">{words}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section className="cm-card-box" aria-labelledby="structure">
        <h3 id="structure">{t("analysis.structure")}</h3>
        <CodeBlock code={structure} label={t("analysis.structure")} />
      </section>
    </div>
  );
}
