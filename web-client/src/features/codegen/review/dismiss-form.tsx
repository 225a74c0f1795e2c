import { Button, Input } from "antd";
import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";

const REASONS = ["intended", "wrong", "scope"] as const;

interface DismissFormProps {
  onDismiss: (reason: string) => void;
  onCancel: () => void;
}

/** Nothing is set aside without a reason; the usual ones are one press away. */
export function DismissForm({ onDismiss, onCancel }: DismissFormProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  const submit = () => {
    if (reason.trim()) onDismiss(reason.trim());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    onCancel();
  };
  return (
    <div className="cm-dismiss">
      <Input
        autoFocus
        size="small"
        value={reason}
        maxLength={500}
        onKeyDown={onKeyDown}
        aria-label={t("review.finding.reason")}
        placeholder={t("review.finding.reason")}
        onChange={(event) => setReason(event.target.value)}
        onPressEnter={(event) => {
          if (!event.nativeEvent.isComposing) submit();
        }}
      />
      <div className="cm-mark-foot">
        {REASONS.map((name) => (
          <Button
            key={name}
            size="small"
            shape="round"
            onClick={() => onDismiss(t(`review.finding.reasons.${name}`))}
          >
            {t(`review.finding.reasons.${name}`)}
          </Button>
        ))}
        <span className="cm-spring" />
        <Button size="small" type="text" onClick={onCancel}>
          {t("common.cancel")}
        </Button>
        <Button size="small" type="primary" disabled={!reason.trim()} onClick={submit}>
          {t("review.finding.dismiss")}
        </Button>
      </div>
    </div>
  );
}
