package io.codemaster.app.processing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.async.SequencingPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Which events have to be handled one after another: those that name the same thing. The first of an event's keys names
 * its sequence; the others tie further events to it while it is held.
 *
 * @param paths where an event names things, for instance {@code taskId} or {@code change.order.requirementId}, the most
 *     important first; an event that has none of them belongs to its aggregate
 */
public record SequenceKeys(List<String> paths) implements SequencingPolicy<EventMessage<?>> {

    /** An aggregate that is named after another one: {@code review:<task>}. */
    private static final Pattern NAMED_AFTER = Pattern.compile("(?:inspection|review|mr|inbox):(.+)");

    /** A part of another aggregate: {@code <task>:<attempt>}. */
    private static final Pattern PART_OF = Pattern.compile("(.+):\\d+");

    /** What each kind of record can be asked: every event is, and looking for what is not there costs the most. */
    private static final ClassValue<Map<String, Method>> ACCESSORS = new ClassValue<>() {
        @Override
        protected Map<String, Method> computeValue(Class<?> type) {
            var accessors = new HashMap<String, Method>();
            if (type.isRecord()) {
                for (var method : type.getMethods()) {
                    if (method.getParameterCount() == 0) {
                        accessors.putIfAbsent(method.getName(), method);
                    }
                }
            }
            return accessors;
        }
    };

    public SequenceKeys {
        paths = List.copyOf(paths);
    }

    /** The keys of events that name things by these properties. */
    public static SequenceKeys of(String... paths) {
        return new SequenceKeys(List.of(paths));
    }

    /** What the event names, never empty; an event that cannot be read is known by its aggregate. */
    public List<String> keys(EventMessage<?> event) {
        var keys = new LinkedHashSet<String>();
        try {
            paths.forEach(path -> add(keys, event.getPayload(), path));
        } catch (RuntimeException unreadable) {
            keys.clear();
        }
        if (keys.isEmpty()) {
            keys.add(aggregate(event));
        }
        return List.copyOf(keys);
    }

    @Override
    public Object getSequenceIdentifierFor(EventMessage<?> event) {
        return keys(event).get(0);
    }

    private static void add(Set<String> keys, Object payload, String path) {
        Object value = payload;
        for (var property : path.split("\\.", -1)) {
            value = value == null ? null : property(value, property);
        }
        if (value != null) {
            keys.add(value.toString());
        }
    }

    private static @Nullable Object property(Object owner, String name) {
        var accessor = ACCESSORS.get(owner.getClass()).get(name);
        if (accessor == null) {
            return null;
        }
        try {
            return accessor.invoke(owner);
        } catch (IllegalAccessException | InvocationTargetException broken) {
            throw new IllegalStateException("an event's property cannot be read", broken);
        }
    }

    private static String aggregate(EventMessage<?> event) {
        if (!(event instanceof DomainEventMessage<?> domain)) {
            return event.getIdentifier();
        }
        var id = domain.getAggregateIdentifier();
        var named = NAMED_AFTER.matcher(id);
        if (named.matches()) {
            return named.group(1);
        }
        var part = PART_OF.matcher(id);
        return part.matches() && !id.startsWith("notice:") ? part.group(1) : id;
    }
}
