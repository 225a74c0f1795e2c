package io.codemaster.executor.codegen;

/** Recognises that a disk is full, whoever says so. */
final class DiskSpace {

    private DiskSpace() {}

    /** Whether the failure, or what caused it, is ENOSPC or EDQUOT as the C library words them. */
    static boolean isExhausted(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            var message = cause.getMessage();
            if (message != null
                    && (message.contains("No space left on device") || message.contains("Disk quota exceeded"))) {
                return true;
            }
        }
        return false;
    }
}
