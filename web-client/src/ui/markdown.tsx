import { memo } from "react";
import { useTranslation } from "react-i18next";
import ReactMarkdown, { type Components } from "react-markdown";
import rehypeSanitize from "rehype-sanitize";
import remarkGfm from "remark-gfm";
import { CodeBlock } from "./code-block";

const REMARK = [remarkGfm];
const REHYPE = [rehypeSanitize];

function MarkdownCode({ className, children }: { className?: string; children?: unknown }) {
  const { t } = useTranslation();
  const code = String(children ?? "");
  const language = /language-([\w+-]+)/.exec(className ?? "")?.[1];
  if (!language && !code.includes("\n")) return <code className="cm-inline-code">{code}</code>;
  return (
    <CodeBlock code={code} {...(language && { language })} label={language ?? t("common.code")} />
  );
}

const COMPONENTS: Components = {
  a: ({ href, children }) => (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  ),
  // Pictures of other sites would tell them who reads what; the policy forbids them anyway.
  img: ({ alt, src }) => <a href={typeof src === "string" ? src : "#"}>{alt || src}</a>,
  pre: ({ children }) => children,
  code: ({ className, children }) => (
    <MarkdownCode {...(className && { className })}>{children}</MarkdownCode>
  ),
  // A box that nobody can tick is a picture of a box.
  input: ({ checked }) => <span aria-hidden="true">{checked ? "☑ " : "☐ "}</span>,
  table: ({ children }) => (
    <div className="cm-table-scroll">
      <table>{children}</table>
    </div>
  ),
  h1: ({ children }) => <h4 className="cm-md-h1">{children}</h4>,
  h2: ({ children }) => <h4 className="cm-md-h2">{children}</h4>,
  h3: ({ children }) => <h5>{children}</h5>,
  h4: ({ children }) => <h6>{children}</h6>,
};

interface MarkdownProps {
  children: string;
}

export const Markdown = memo(function Markdown({ children }: MarkdownProps) {
  return (
    <div className="cm-markdown">
      <ReactMarkdown remarkPlugins={REMARK} rehypePlugins={REHYPE} components={COMPONENTS}>
        {children}
      </ReactMarkdown>
    </div>
  );
});
