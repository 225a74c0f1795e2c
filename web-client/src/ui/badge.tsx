import { ExperimentOutlined } from "@ant-design/icons";

/** Says that something belongs to the demo, in words and not by colour alone. */
export function DemoBadge({ label }: { label: string }) {
  return (
    <span className="cm-tag cm-tag-warning">
      <ExperimentOutlined aria-hidden="true" />
      {label}
    </span>
  );
}

export function QuietBadge({ label }: { label: string }) {
  return <span className="cm-tag">{label}</span>;
}
