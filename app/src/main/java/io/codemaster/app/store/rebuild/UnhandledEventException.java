package io.codemaster.app.store.rebuild;

/** An event that a projection cannot handle: its read model cannot be made. */
public final class UnhandledEventException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String group;

    UnhandledEventException(String group, String eventId, Throwable cause) {
        super("%s cannot handle the event %s: %s".formatted(group, eventId, cause), cause);
        this.group = group;
    }

    /** The processing group. */
    public String group() {
        return group;
    }
}
