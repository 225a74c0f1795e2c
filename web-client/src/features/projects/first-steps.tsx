import { CheckCircleFilled, RightOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Rights } from "@/api/access";
import type { ProjectDetails } from "@/api/types";
import { paths } from "@/lib/paths";

interface FirstStepsProps {
  project: ProjectDetails;
  rights: Rights;
  /** Whether any requirement was ever written. */
  started: boolean;
}

/** What a new project needs before code can be generated; gone when all is done. */
export function FirstSteps({ project, rights, started }: FirstStepsProps) {
  const { t } = useTranslation();
  const { id, repositories, members } = project;
  const steps = [
    {
      key: "repository" as const,
      done: repositories > 0,
      may: rights.develop,
      to: paths.project(id, "repositories"),
    },
    {
      key: "requirement" as const,
      done: started,
      may: rights.write,
      to: paths.newRequirement(id),
    },
    {
      key: "members" as const,
      done: members > 1,
      may: rights.manage,
      to: paths.project(id, "members"),
    },
  ];
  if (steps.every(({ done, may }) => done || !may)) return null;
  return (
    <section className="cm-section" aria-labelledby="first-steps">
      <h2 id="first-steps">{t("firstSteps.title")}</h2>
      <ol className="cm-list">
        {steps.map(({ key, done, may, to }, index) => (
          <li key={key}>
            <FirstStep index={index + 1} name={key} done={done} to={may && !done ? to : null} />
          </li>
        ))}
      </ol>
    </section>
  );
}

interface FirstStepProps {
  index: number;
  name: "repository" | "requirement" | "members";
  done: boolean;
  to: string | null;
}

function FirstStep({ index, name, done, to }: FirstStepProps) {
  const { t } = useTranslation();
  const content = (
    <>
      <span className={`cm-step-mark${done ? " cm-tone-success" : ""}`} aria-hidden="true">
        {done ? <CheckCircleFilled /> : index}
      </span>
      <span className="cm-list-main">
        <span className="cm-list-title">
          {t(`firstSteps.${name}.title`)}
          {done && <span className="cm-visually-hidden">{t("firstSteps.done")}</span>}
        </span>
        {!done && <span className="cm-muted cm-list-facts">{t(`firstSteps.${name}.words`)}</span>}
      </span>
      {to && <RightOutlined className="cm-muted" aria-hidden="true" />}
    </>
  );
  if (!to) return <div className="cm-list-item">{content}</div>;
  return (
    <Link to={to} className="cm-list-item cm-list-link" data-row>
      {content}
    </Link>
  );
}
