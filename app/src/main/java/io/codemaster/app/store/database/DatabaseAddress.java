package io.codemaster.app.store.database;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.springframework.util.ClassUtils;

import io.codemaster.app.web.start.InvalidConfigurationException;

/**
 * Where a database is, with everything that the product needs its driver to do.
 *
 * @param url what the driver is given
 */
public record DatabaseAddress(String url) {

    private static final String KEY = "codemaster.database.url";

    private static final String MYSQL = "jdbc:mysql:";

    private static final String MARIADB = "jdbc:mariadb:";

    private static final String MARIADB_DRIVER = "org.mariadb.jdbc.Driver";

    private static final String H2 = "jdbc:h2:";

    private static final String PATIENT = H2 + PatientDisk.SCHEME + ":";

    /** An embedded database in a file, with its scheme or with none. */
    private static final Pattern H2_FILE = Pattern.compile("^jdbc:h2:(?:file:|(?![a-z]{2,}:))");

    static {
        PatientDisk.register();
    }

    /** A batch is one statement; a time is the same on both ends wherever they are; a dead server is noticed. */
    private static final Map<String, String> MYSQL_DEFAULTS = ordered(
            "rewriteBatchedStatements", "true",
            "connectionTimeZone", "UTC",
            "forceConnectionTimeZoneToSession", "true",
            "characterEncoding", "UTF-8",
            "connectTimeout", "10000");

    /** Understands the migrations, and loses nothing that was acknowledged. */
    private static final Map<String, String> H2_DEFAULTS = ordered(
            "MODE", "MySQL",
            "DATABASE_TO_LOWER", "TRUE",
            "CASE_INSENSITIVE_IDENTIFIERS", "TRUE",
            "WRITE_DELAY", "0",
            "DB_CLOSE_ON_EXIT", "FALSE");

    /** Completes what was configured; what it says itself stays. */
    static DatabaseAddress of(String configured) {
        if (configured.startsWith(MYSQL)) {
            return new DatabaseAddress(mysql(configured));
        }
        if (configured.startsWith(H2)) {
            return new DatabaseAddress(h2(configured));
        }
        if (!configured.startsWith(MARIADB)) {
            throw new InvalidConfigurationException(
                    KEY,
                    "must begin with jdbc:mysql: for MySQL or MariaDB, or with jdbc:h2: for the embedded database",
                    KEY + "=jdbc:mysql://db.example.com:3306/codemaster");
        }
        if (!ClassUtils.isPresent(MARIADB_DRIVER, DatabaseAddress.class.getClassLoader())) {
            throw new InvalidConfigurationException(
                    KEY,
                    "begins with jdbc:mariadb:, whose driver is not part of CodeMaster; MySQL's speaks to MariaDB too",
                    KEY + "=" + MYSQL + shown(configured).substring(MARIADB.length()));
        }
        return new DatabaseAddress(configured);
    }

    /** The embedded one, a file of this process alone. */
    public boolean isEmbedded() {
        return url.startsWith(H2);
    }

    /** Opens what is there and changes nothing in it, where the database can promise that. */
    public DatabaseAddress forReading() {
        return isEmbedded() ? new DatabaseAddress(url + ";IFEXISTS=TRUE;ACCESS_MODE_DATA=r") : this;
    }

    /** The file of an embedded one, absolute. */
    public String file() {
        var named = shown().replaceFirst("^jdbc:h2:(file:)?", "");
        var home = System.getProperty("user.home");
        return Path.of(named.startsWith("~") ? home + named.substring(1) : named)
                        .toAbsolutePath()
                        .normalize()
                + ".mv.db";
    }

    /** Without options, which may hold a password. */
    public String shown() {
        return shown(url);
    }

    private static String shown(String url) {
        var address = url.split("[?;]", 2)[0];
        return address.startsWith(PATIENT) ? H2 + "file:" + address.substring(PATIENT.length()) : address;
    }

    private static String mysql(String url) {
        var said = url.toLowerCase(Locale.ROOT);
        var missing = MYSQL_DEFAULTS.entrySet().stream()
                .filter(it -> !said.matches(".*[?&]" + it.getKey().toLowerCase(Locale.ROOT) + "=.*"))
                // its older name
                .filter(it -> !(it.getKey().equals("connectionTimeZone") && said.contains("servertimezone=")))
                .map(it -> it.getKey() + "=" + it.getValue())
                .collect(Collectors.joining("&"));
        if (missing.isEmpty()) {
            return url;
        }
        return url + (url.contains("?") ? (url.endsWith("?") || url.endsWith("&") ? "" : "&") : "?") + missing;
    }

    private static String h2(String url) {
        var said = url.toUpperCase(Locale.ROOT);
        return H2_FILE.matcher(url).replaceFirst(PATIENT)
                + H2_DEFAULTS.entrySet().stream()
                        .filter(it -> !said.contains(";" + it.getKey() + "="))
                        .map(it -> ";" + it.getKey() + "=" + it.getValue())
                        .collect(Collectors.joining());
    }

    private static Map<String, String> ordered(String... pairs) {
        var map = new LinkedHashMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
