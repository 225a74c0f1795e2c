import { CheckOutlined, CopyOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { copyText } from "./copy";

interface CopyButtonProps {
  text: string;
  /** What is copied, where the button is a picture only. */
  label?: string;
}

export function CopyButton({ text, label }: CopyButtonProps) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  const words = copied ? t("common.copied") : t("common.copy");
  return (
    <Button
      icon={copied ? <CheckOutlined aria-hidden="true" /> : <CopyOutlined aria-hidden="true" />}
      onClick={() => void copyText(text).then(setCopied)}
      {...(label && { type: "text", size: "small", "aria-label": `${words}: ${label}` })}
    >
      {label ? null : words}
    </Button>
  );
}
