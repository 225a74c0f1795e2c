import "@/ui/theme.css";
import "@/ui/components.css";
import "@/ui/run.css";
import { createRoot } from "react-dom/client";
import { usePreferences } from "@/ui/preferences";
import { App } from "./app";
import { startI18n } from "./i18n/setup";

startI18n(usePreferences.getState().language);
const root = document.getElementById("root");
if (root) createRoot(root).render(<App />);
