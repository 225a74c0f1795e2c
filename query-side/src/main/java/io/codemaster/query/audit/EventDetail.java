package io.codemaster.query.audit;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.audit.Requester;
import io.codemaster.api.shared.Change;

/**
 * What an event says besides who, when and to what, in one line: its plain values, and of what failed why. What is nested
 * deeper stays in the event.
 */
final class EventDetail {

    private static final int LONGEST = 1_000;

    private static final int LONGEST_VALUE = 120;

    private static final int MOST_OF_A_LIST = 20;

    private EventDetail() {}

    /**
     * The line, null where nothing is left to say.
     *
     * @param said values that the entry shows elsewhere
     */
    static @Nullable String of(Object payload, List<@Nullable String> said) {
        var parts = new ArrayList<String>();
        for (var component : payload.getClass().getRecordComponents()) {
            var value = value(component, payload);
            if (value != null && !isBy(component) && !said.contains(value.toString())) {
                text(value).ifPresent(it -> parts.add(component.getName() + "=" + it));
            }
        }
        return parts.isEmpty() ? null : ShortText.line(String.join("; ", parts), LONGEST);
    }

    /** A value of an event by its name, null where there is none. */
    static @Nullable Object value(Object record, String name) {
        for (var component : record.getClass().getRecordComponents()) {
            if (component.getName().equals(name)) {
                return value(component, record);
            }
        }
        return null;
    }

    /** Who the event says did it: {@code submittedBy} and the like. */
    static @Nullable String by(Object payload) {
        for (var component : payload.getClass().getRecordComponents()) {
            if (isBy(component)) {
                var value = value(component, payload);
                return value == null ? null : value.toString();
            }
        }
        return null;
    }

    private static boolean isBy(RecordComponent component) {
        return component.getName().endsWith("By");
    }

    private static @Nullable Object value(RecordComponent component, Object owner) {
        try {
            return component.getAccessor().invoke(owner);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("an event's value cannot be read: " + component.getName(), e);
        }
    }

    private static Optional<String> text(Object value) {
        if (value instanceof Change<?> change) {
            return change.to() == null ? Optional.of("") : text(change.to());
        }
        if (value instanceof Collection<?> all) {
            var texts = all.stream()
                    .limit(MOST_OF_A_LIST)
                    .map(EventDetail::text)
                    .flatMap(Optional::stream)
                    .toList();
            return texts.isEmpty()
                    ? Optional.empty()
                    : Optional.of(texts.stream().collect(Collectors.joining(", ", "[", "]")));
        }
        if (value instanceof CharSequence
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof Enum<?>
                || value instanceof Instant) {
            return Optional.of(ShortText.line(value.toString(), LONGEST_VALUE));
        }
        return value.getClass().isRecord() ? ofRecord(value) : Optional.empty();
    }

    private static Optional<String> ofRecord(Object value) {
        if (value instanceof Requester) {
            return Optional.empty();
        }
        var components = value.getClass().getRecordComponents();
        if (components.length == 1 && components[0].getName().equals("value")) {
            return Optional.of(value.toString());
        }
        return Optional.ofNullable(value(value, "code")).flatMap(EventDetail::text);
    }
}
