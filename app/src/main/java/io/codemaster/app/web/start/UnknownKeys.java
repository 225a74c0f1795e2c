package io.codemaster.app.web.start;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.ConfigurationPropertiesBean;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.stereotype.Component;

/** Warns of a key that nothing reads, because a typo in a configuration is otherwise silent. */
@Component
class UnknownKeys implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(UnknownKeys.class);

    private static final String PREFIX = "codemaster.";

    private static final int LARGEST_TYPO = 3;

    /** Read by name in application.yml. */
    private static final Set<String> READ_BY_NAME =
            Set.of("codemaster.server.port", "codemaster.server.address", "codemaster.roles*");

    private final ApplicationContext context;

    private final ConfigurableEnvironment environment;

    UnknownKeys(ApplicationContext context, ConfigurableEnvironment environment) {
        this.context = context;
        this.environment = environment;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        var known = known();
        for (var key : configured()) {
            if (known.stream().noneMatch(it -> covers(it, key))) {
                var similar = similar(key, known);
                LOG.warn(
                        "The key {} is unknown and has no effect.{}",
                        key,
                        similar.map(it -> " Did you mean " + it + "?").orElse(""));
            }
        }
    }

    private static boolean covers(String known, String key) {
        var wanted = uniform(known);
        var given = uniform(key);
        return given.equals(wanted) || (known.endsWith("*") && given.startsWith(wanted.replace("*", "")));
    }

    /** Relaxed binding knows many spellings of one key. */
    private static String uniform(String key) {
        return key.toLowerCase(Locale.ROOT).replaceAll("[-_.]", "").replaceAll("\\[\\d+].*", "");
    }

    private Set<String> configured() {
        var keys = new TreeSet<String>();
        for (var source : environment.getPropertySources()) {
            if (!(source instanceof EnumerablePropertySource<?> listed)) {
                continue;
            }
            var fromEnvironment = source instanceof SystemEnvironmentPropertySource;
            for (var name : listed.getPropertyNames()) {
                if (name.startsWith(PREFIX)) {
                    keys.add(name);
                } else if (fromEnvironment && name.startsWith("CODEMASTER_")) {
                    keys.add(name);
                }
            }
        }
        return keys;
    }

    private Set<String> known() {
        var known = new LinkedHashSet<>(READ_BY_NAME);
        for (var bean : ConfigurationPropertiesBean.getAll(context).values()) {
            var prefix = bean.getAnnotation().prefix().isEmpty()
                    ? bean.getAnnotation().value()
                    : bean.getAnnotation().prefix();
            if ((prefix + ".").startsWith(PREFIX)) {
                var instance = bean.getInstance();
                if (instance != null) {
                    collect(prefix, instance.getClass(), known);
                }
            }
        }
        return known;
    }

    private static void collect(String prefix, Class<?> type, Set<String> known) {
        if (!type.isRecord()) {
            return;
        }
        for (RecordComponent component : type.getRecordComponents()) {
            var key = prefix + "."
                    + component
                            .getName()
                            .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                            .toLowerCase(Locale.ROOT);
            if (Collection.class.isAssignableFrom(component.getType())
                    || Map.class.isAssignableFrom(component.getType())) {
                known.add(key + "*");
            } else if (component.getType().isRecord()) {
                collect(key, component.getType(), known);
            } else {
                known.add(key);
            }
        }
    }

    private static Optional<String> similar(String key, Set<String> known) {
        return known.stream()
                .map(it -> it.replace("*", ""))
                .min(Comparator.comparingInt(it -> distance(uniform(it), uniform(key))))
                .filter(it -> distance(uniform(it), uniform(key)) <= LARGEST_TYPO);
    }

    /** Levenshtein's distance. */
    private static int distance(String one, String other) {
        var before = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            var row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                var same = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], before[j]) + 1, before[j - 1] + same);
            }
            before = row;
        }
        return before[other.length()];
    }
}
