import { CheckOutlined, CloseOutlined, LoadingOutlined, MinusOutlined } from "@ant-design/icons";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { GenerationStatus, GenerationStep } from "@/api/types";
import { STEPS } from "./standing";

type Look = "done" | "now" | "later" | "failed" | "stopped";

const ICONS: Record<Look, ReactNode> = {
  done: <CheckOutlined aria-hidden="true" />,
  now: <LoadingOutlined spin aria-hidden="true" />,
  later: null,
  failed: <CloseOutlined aria-hidden="true" />,
  stopped: <MinusOutlined aria-hidden="true" />,
};

function lookOf(index: number, current: number, status: GenerationStatus): Look {
  if (status === "COMPLETED" || index < current) return "done";
  if (index > current) return "later";
  if (status === "FAILED") return "failed";
  return status === "CANCELLED" ? "stopped" : "now";
}

interface PhaseBarProps {
  step: GenerationStep;
  status: GenerationStatus;
}

export function PhaseBar({ step, status }: PhaseBarProps) {
  const { t } = useTranslation();
  const current = STEPS.indexOf(step);
  return (
    <ol className="cm-phases" aria-label={t("codegen.phases")}>
      {STEPS.map((name, index) => {
        const look = lookOf(index, current, status);
        return (
          <li
            key={name}
            className={`cm-phase cm-phase-${look}`}
            aria-current={index === current ? "step" : undefined}
          >
            <span className="cm-phase-mark" aria-hidden="true">
              {ICONS[look] ?? index + 1}
            </span>
            <span className="cm-phase-name">{t(`codegen.steps.${name}`)}</span>
            <span className="cm-visually-hidden">{t(`codegen.looks.${look}`)}</span>
          </li>
        );
      })}
    </ol>
  );
}
