package io.codemaster.app.web;

/**
 * A cell of a CSV file (RFC 4180). One that a spreadsheet would take for a formula begins with an apostrophe, so that
 * nobody's title runs on another one's machine.
 */
public final class CsvCell {

    private static final String FORMULA = "=+-@\t\r\n";

    private CsvCell() {}

    /** The cell of a text, in quotes where it needs them. */
    public static String of(String text) {
        var harmless = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return harmless.chars().anyMatch(it -> it == '"' || it == ',' || it == '\n' || it == '\r')
                ? '"' + harmless.replace("\"", "\"\"") + '"'
                : harmless;
    }
}
