import "i18next";
import type en from "./en.json";

/** Makes an unknown key a compile error. */
declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "translation";
    resources: { translation: typeof en };
    returnNull: false;
    nsSeparator: false;
  }
}
