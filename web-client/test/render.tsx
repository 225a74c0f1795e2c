import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import { App } from "antd";
import type { ReactNode } from "react";
import { MemoryRouter } from "react-router";
import { startI18n } from "@/app/i18n/setup";
import type { Language } from "@/lib/format";

/** A component as it stands in the application. */
export function renderInApp(children: ReactNode, language: Language = "en") {
  startI18n(language);
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  return render(
    <App>
      <QueryClientProvider client={client}>
        <MemoryRouter>{children}</MemoryRouter>
      </QueryClientProvider>
    </App>,
  );
}
