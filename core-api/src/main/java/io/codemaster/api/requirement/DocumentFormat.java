package io.codemaster.api.requirement;

/** How much of a document's form an import kept. */
public enum DocumentFormat {
    MARKDOWN,
    /** Without headings, tables and code blocks, because the document could not be exported as Markdown. */
    TEXT
}
