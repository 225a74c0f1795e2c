package io.codemaster.app.web.start;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindException;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.FieldError;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Why a start failed, as one sentence with the key, what is wrong with its value and an example. */
final class StartFailures {

    private static final Pattern SECRET =
            Pattern.compile(".*(password|secret|token|api-?key|encrypt-?key|credential).*");

    /** What the product's own keys are called underneath. */
    private static final Map<String, String> OURS = Map.of(
            "server.port", "codemaster.server.port",
            "server.address", "codemaster.server.address",
            "spring.datasource.url", "codemaster.database.url",
            "spring.datasource.username", "codemaster.database.user",
            "spring.datasource.password", "codemaster.database.password");

    private static final int DEEPEST = 30;

    private static final int LONGEST_VALUE = 80;

    private static final int H2_IN_USE = 90020;

    private static final int MYSQL_NO_DATABASE = 1049;

    private static final int MYSQL_DATABASE_DENIED = 1044;

    private static final String DATABASE_EXAMPLE = "codemaster.database.url=jdbc:mysql://db.example.com/codemaster";

    private StartFailures() {}

    static Optional<String> explain(Throwable failure) {
        String coarse = null;
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof InvalidConfigurationException ours) {
                return Optional.of(Objects.requireNonNull(ours.getMessage()));
            }
            if (cause instanceof IllegalArgumentException ours && namesOurKey(ours.getMessage())) {
                return Optional.of(sentence(ours.getMessage()));
            }
            if (cause instanceof BindValidationException validation) {
                return Optional.of(invalid(validation));
            }
            if (cause instanceof BindException bind) {
                coarse = unbindable(root(bind));
            } else if (cause instanceof InvalidConfigurationPropertyValueException value) {
                return Optional.of(unusable(value));
            } else if (cause instanceof PortInUseException port) {
                return Optional.of(portInUse(port.getPort()));
            } else if (cause instanceof MarkedYAMLException yaml) {
                return Optional.of(unreadable(yaml));
            } else if (cause instanceof SQLException sql) {
                return Optional.of(database(sql));
            } else if (cause instanceof ConfigurationPropertiesBindException) {
                coarse = coarse == null ? "a configured value cannot be used." : coarse;
            }
            cause = cause.getCause();
        }
        return Optional.ofNullable(coarse);
    }

    /** The settings of the other modules check themselves and begin with the key that they refuse. */
    private static boolean namesOurKey(@Nullable String message) {
        return message != null && message.startsWith("codemaster.");
    }

    private static String sentence(@Nullable String message) {
        var text = String.valueOf(message).strip();
        return text.endsWith(".") ? text : text + ".";
    }

    private static BindException root(BindException bind) {
        var found = bind;
        for (Throwable cause = bind.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException deeper) {
                found = deeper;
            }
        }
        return found;
    }

    private static String unbindable(BindException bind) {
        var key = ours(bind.getName().toString());
        var type = bind.getTarget().getType().resolve(Object.class);
        var value = shown(key, givenValue(bind));
        return "%s%s is no %s; for instance %s.".formatted(key, value, kind(type), example(key, type));
    }

    private static String unusable(InvalidConfigurationPropertyValueException wrong) {
        var key = ours(wrong.getName());
        var type = key.endsWith(".port") ? int.class : Object.class;
        return "%s%s is no %s; for instance %s."
                .formatted(key, shown(key, wrong.getValue()), kind(type), example(key, type));
    }

    /** A value that stands for another is shown as what it stands for. */
    private static @Nullable Object givenValue(BindException bind) {
        for (Throwable cause = bind; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConversionFailedException conversion) {
                return conversion.getValue();
            }
        }
        var property = bind.getProperty();
        return property == null ? null : property.getValue();
    }

    private static String ours(String key) {
        return OURS.getOrDefault(key, key);
    }

    private static String shown(String key, @Nullable Object value) {
        if (value == null || SECRET.matcher(key.toLowerCase(Locale.ROOT)).matches()) {
            return "";
        }
        var text = value.toString().replaceAll("\\p{Cntrl}", " ");
        return " = \"" + (text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "…" : text) + "\"";
    }

    private static String kind(Class<?> type) {
        if (type == Duration.class) {
            return "length of time";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "number";
        }
        if (type == DataSize.class) {
            return "size";
        }
        if (type.isEnum()) {
            return "known choice";
        }
        return type == java.net.InetAddress.class ? "address of this machine" : "usable value";
    }

    private static String example(String key, Class<?> type) {
        return key + "=" + exampleValue(key, type);
    }

    private static String exampleValue(String key, Class<?> type) {
        if (type == Duration.class) {
            return "10m";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true";
        }
        if (key.endsWith(".port")) {
            return "8080";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "3";
        }
        if (type == DataSize.class) {
            return "10MB";
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(it -> it.toString().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(" or "));
        }
        return type == java.net.InetAddress.class ? "127.0.0.1" : "…, as the template codemaster.yml shows";
    }

    private static String invalid(BindValidationException validation) {
        var errors = validation.getValidationErrors();
        var first = errors.getAllErrors().get(0);
        var field = first instanceof FieldError it ? "." + kebab(it.getField()) : "";
        var key = ours(errors.getName() + field);
        var value = first instanceof FieldError it ? shown(key, it.getRejectedValue()) : "";
        var type = first instanceof FieldError it && it.getRejectedValue() != null
                ? it.getRejectedValue().getClass()
                : Object.class;
        return "%s%s: %s; for instance %s.".formatted(key, value, first.getDefaultMessage(), example(key, type));
    }

    private static String kebab(String field) {
        return field.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private static String portInUse(int port) {
        return "codemaster.server.port = \"%d\" is in use by another program; for instance codemaster.server.port=%d."
                .formatted(port, port + 1);
    }

    private static String unreadable(MarkedYAMLException yaml) {
        var mark = yaml.getProblemMark();
        var place = mark == null ? "" : " at line %d, column %d".formatted(mark.getLine() + 1, mark.getColumn() + 1);
        return "the configuration file is no valid YAML%s; for instance two spaces before \"port: 8080\" below \"server:\"."
                .formatted(place);
    }

    private static String database(SQLException sql) {
        for (var next = sql; next != null; next = next.getNextException()) {
            if (next.getErrorCode() == H2_IN_USE) {
                return "codemaster.database.url names a database that another running CodeMaster has open; stop that one"
                        + " or use another directory, for instance codemaster.data-dir=./data2.";
            }
            if (next.getErrorCode() == MYSQL_NO_DATABASE) {
                return "codemaster.database.url names a database that the server does not have; for instance CREATE DATABASE"
                        + " codemaster CHARACTER SET utf8mb4.";
            }
            if (next.getErrorCode() == MYSQL_DATABASE_DENIED) {
                return "codemaster.database.user may not use the database that codemaster.database.url names; for instance"
                        + " GRANT ALL ON codemaster.* TO 'codemaster'@'%'.";
            }
        }
        var state = Objects.toString(sql.getSQLState(), "");
        if (state.startsWith("28")) {
            return "codemaster.database.user or codemaster.database.password is refused by the database; for instance"
                    + " codemaster.database.user=codemaster.";
        }
        if (state.startsWith("08")
                || sql.getMessage() == null
                || sql.getMessage().contains("Connection")) {
            return "codemaster.database.url names a database that cannot be reached; start it or correct the address, for"
                    + " instance " + DATABASE_EXAMPLE + ".";
        }
        return "codemaster.database.url names a database that cannot be used (SQL state %s); for instance %s."
                .formatted(state.isEmpty() ? "unknown" : state, DATABASE_EXAMPLE);
    }
}
