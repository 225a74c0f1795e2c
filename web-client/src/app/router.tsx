import { createBrowserRouter } from "react-router";
import { routes } from "@/lib/paths";
import { AccountPage } from "./pages/account-page";
import { AuditPage } from "./pages/audit-page";
import { CrashPage } from "./pages/crash-page";
import { DashboardPage } from "./pages/dashboard-page";
import { EditRequirementPage } from "./pages/edit-requirement-page";
import { EventSubscriptionsPage } from "./pages/event-subscriptions-page";
import { GenerationPage } from "./pages/generation-page";
import { GenerationsPage } from "./pages/generations-page";
import { InboxPage } from "./pages/inbox-page";
import { InspectionPage } from "./pages/inspection-page";
import { NewRequirementPage } from "./pages/new-requirement-page";
import { NotFoundPage } from "./pages/not-found-page";
import { OperationsPage } from "./pages/operations-page";
import { ProjectPage } from "./pages/project-page";
import { ProjectsPage } from "./pages/projects-page";
import { RepositoryPage } from "./pages/repository-page";
import { RequirementPage } from "./pages/requirement-page";
import { RequirementsPage } from "./pages/requirements-page";
import { ReviewPage } from "./pages/review-page";
import { SignInPage } from "./pages/sign-in-page";
import { StatisticsPage } from "./pages/statistics-page";
import { UsersPage } from "./pages/users-page";
import { Shell } from "./shell";

export function createRouter() {
  return createBrowserRouter([
    { path: routes.signIn, element: <SignInPage />, errorElement: <CrashPage /> },
    {
      element: <Shell />,
      errorElement: <CrashPage />,
      children: [
        { path: "/", element: <DashboardPage /> },
        { path: routes.projects, element: <ProjectsPage /> },
        { path: routes.project, element: <ProjectPage /> },
        { path: routes.projectTab, element: <ProjectPage /> },
        { path: routes.newRequirement, element: <NewRequirementPage /> },
        { path: routes.requirements, element: <RequirementsPage /> },
        { path: routes.requirement, element: <RequirementPage /> },
        { path: routes.editRequirement, element: <EditRequirementPage /> },
        { path: routes.generations, element: <GenerationsPage /> },
        { path: routes.statistics, element: <StatisticsPage /> },
        { path: routes.generation, element: <GenerationPage /> },
        { path: routes.review, element: <ReviewPage /> },
        { path: routes.inspection, element: <InspectionPage /> },
        { path: routes.repository, element: <RepositoryPage /> },
        { path: routes.audit, element: <AuditPage /> },
        { path: routes.inbox, element: <InboxPage /> },
        { path: routes.users, element: <UsersPage /> },
        { path: routes.operations, element: <OperationsPage /> },
        { path: routes.eventSubscriptions, element: <EventSubscriptionsPage /> },
        { path: routes.account, element: <AccountPage /> },
        { path: "*", element: <NotFoundPage /> },
      ],
    },
  ]);
}
