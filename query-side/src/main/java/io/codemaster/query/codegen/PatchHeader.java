package io.codemaster.query.codegen;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.review.PatchFileName;

/** The lines before the hunks of one file, as git writes them; finds out which file it is. */
final class PatchHeader {

    private @Nullable String title;

    private @Nullable String renamed;

    private @Nullable String before;

    private @Nullable String after;

    /** Takes the next line; says whether the header goes on. */
    boolean accept(byte[] line) {
        if (startsWith(line, "@@") || startsWith(line, "GIT binary patch") || startsWith(line, "Binary files ")) {
            return false;
        }
        if (startsWith(line, "diff --git ")) {
            title = PatchFileName.ofTitle(line);
        } else if (startsWith(line, "rename to ")) {
            renamed = PatchFileName.plain(line, "rename to ".length());
        } else if (startsWith(line, "copy to ")) {
            renamed = PatchFileName.plain(line, "copy to ".length());
        } else if (startsWith(line, "--- ")) {
            before = PatchFileName.prefixed(line, 4);
        } else if (startsWith(line, "+++ ")) {
            after = PatchFileName.prefixed(line, 4);
        }
        return true;
    }

    /** The file's path, or null where the header does not say it clearly. */
    @Nullable String path() {
        if (renamed != null) {
            return renamed;
        }
        if (after != null) {
            return after;
        }
        return before != null ? before : title;
    }

    static boolean startsWith(byte[] line, String start) {
        if (line.length < start.length()) {
            return false;
        }
        for (int i = 0; i < start.length(); i++) {
            if (line[i] != start.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
