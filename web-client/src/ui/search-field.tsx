import { SearchOutlined } from "@ant-design/icons";
import { Input } from "antd";
import { useEffect, useState } from "react";

interface SearchFieldProps {
  value: string;
  label: string;
  onSearch: (value: string) => void;
}

const PAUSE_MS = 300;

/** Searches when the typing pauses; Enter does not have to wait. */
export function SearchField({ value, label, onSearch }: SearchFieldProps) {
  const [text, setText] = useState(value);
  const [sent, setSent] = useState(value);
  if (value !== sent) {
    // The address changed from outside: back, or a filter that was cleared.
    setSent(value);
    setText(value);
  }
  const send = (next: string) => {
    const q = next.trim();
    if (q === sent) return;
    setSent(q);
    onSearch(q);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: only typing starts the clock
  useEffect(() => {
    const timer = setTimeout(() => send(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <Input
      type="search"
      allowClear
      className="cm-search"
      prefix={<SearchOutlined aria-hidden="true" />}
      value={text}
      placeholder={label}
      aria-label={label}
      onChange={(event) => setText(event.target.value)}
      onPressEnter={() => send(text)}
    />
  );
}
