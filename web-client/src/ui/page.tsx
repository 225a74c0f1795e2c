import { Skeleton } from "antd";
import type { ReactNode } from "react";

interface PageProps {
  title: ReactNode;
  above?: ReactNode;
  below?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

export function Page({ title, above, below, actions, children }: PageProps) {
  return (
    <div className="cm-page">
      <header className="cm-page-head">
        <div className="cm-page-words">
          {above && <div className="cm-page-above">{above}</div>}
          <h1>{title}</h1>
          {below && <div className="cm-page-below">{below}</div>}
        </div>
        {actions && <div className="cm-page-actions">{actions}</div>}
      </header>
      {children}
    </div>
  );
}

export function PageSkeleton() {
  return (
    <div className="cm-page">
      <Skeleton active title={{ width: 240 }} paragraph={{ rows: 6 }} />
    </div>
  );
}
