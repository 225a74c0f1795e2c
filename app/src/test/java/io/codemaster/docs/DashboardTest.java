package io.codemaster.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dashboard and the alerts of deploy/grafana: well formed, and of metrics that exist. */
class DashboardTest {

    private static final Path FILES = Path.of("../deploy/grafana");

    private static final Pattern METRIC =
            Pattern.compile("\\b(codemaster_[a-z_]+?)(?:_bucket|_count|_sum|_max)?\\b(?!_)");

    /** Of others: their names are checked by those who make them. */
    private static final Pattern FOREIGN = Pattern.compile("\\b((?:jvm|hikaricp|http_server|process)_[a-z_]+)\\b");

    @Test
    void theDashboardShowsMetricsThatExist() throws IOException {
        var dashboard = JsonMapper.shared().readTree(Files.readString(FILES.resolve("codemaster.json")));
        var expressions = dashboard.findValuesAsString("expr");

        assertThat(expressions).hasSizeGreaterThan(12);
        assertThat(metrics(expressions)).isSubsetOf(MetricsPage.read().names());
        assertThat(dashboard.get("schemaVersion").asInt()).isGreaterThanOrEqualTo(39);
        assertThat(dashboard.get("uid").asString()).isEqualTo("codemaster");
        assertThat(dashboard.get("title").asString()).isEqualTo("CodeMaster");
        assertPanels(dashboard.get("panels"));
    }

    private static void assertPanels(JsonNode panels) {
        var ids = new TreeSet<Integer>();
        var places = new TreeSet<String>();
        for (var panel : panels) {
            assertThat(ids.add(panel.get("id").asInt())).as("an id of its own").isTrue();
            var at = panel.get("gridPos");
            assertThat(places.add(at.get("x").asInt() + "," + at.get("y").asInt()))
                    .as("a place of its own")
                    .isTrue();
            assertThat(at.get("x").asInt() + at.get("w").asInt()).isLessThanOrEqualTo(24);
            assertThat(panel.get("title").asString()).isNotBlank();
            if (!panel.get("type").asString().equals("row")) {
                assertThat(panel.get("datasource").get("uid").asString()).isEqualTo("${datasource}");
                assertThat(panel.get("description").asString()).isNotBlank();
                assertThat(panel.get("targets")).isNotEmpty();
            }
        }
    }

    @Test
    void theAlertsAreOfMetricsThatExistAndSayWhatToDo() throws IOException {
        Map<String, List<Map<String, Object>>> file = new Yaml().load(Files.readString(FILES.resolve("alerts.yml")));
        var expressions = new ArrayList<String>();
        for (var group : file.get("groups")) {
            for (var rule : rules(group)) {
                expressions.add(String.valueOf(rule.get("expr")));
                assertThat(rule.get("alert")).asString().startsWith("CodeMaster");
                assertThat(rule).containsKeys("for", "labels", "annotations");
                assertThat(rule.get("annotations")).asString().contains("summary=", "description=");
            }
        }

        assertThat(expressions).hasSizeGreaterThanOrEqualTo(5);
        assertThat(metrics(expressions)).isSubsetOf(MetricsPage.read().names());
    }

    @SuppressWarnings("unchecked") // the file is as Prometheus wants it, or the test fails
    private static List<Map<String, Object>> rules(Map<String, Object> group) {
        return (List<Map<String, Object>>) group.get("rules");
    }

    private static Set<String> metrics(List<String> expressions) {
        var found = new TreeSet<String>();
        for (var expression : expressions) {
            var matcher = METRIC.matcher(expression);
            while (matcher.find()) {
                found.add(matcher.group(1));
            }
            assertThat(METRIC.matcher(expression).find()
                            || FOREIGN.matcher(expression).find()
                            || expression.contains("up"))
                    .as(expression)
                    .isTrue();
        }
        return found;
    }
}
